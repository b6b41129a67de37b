import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { IdeConfig, IdeTab } from '../gateway/ide/page'
import { roles } from '../runtime/caller'
import { packageRoot } from '../runtime/root'
import type { Cities } from './cities'

/** What the IDE's page is told: the cities and agencies to speak as, and the story's operations and the examples as tabs. */
export function ideConfig(cities: Cities, devTokens: boolean): IdeConfig {
  return {
    endpoint: '/graphql',
    devTokens,
    roles: roles.map((role) => ({ id: role, name: role.replace('_', ' ') })),
    cities: [...cities.values()].map(({ settings, catalogue }) => ({
      id: settings.id,
      name: settings.name.en,
      agencies: catalogue.agencies.map(({ code, name }) => ({ id: code, name: name.en })),
    })),
    tabs: ['story', 'examples'].flatMap(tabsIn),
  }
}

/** The operations of a folder of `schema/`, each a file: a first line `# title | role city agency`, and its variables beside it as JSON. */
export function tabsIn(name: string): IdeTab[] {
  const folder = join(packageRoot, 'schema', name)
  return readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => {
      const query = readFileSync(join(folder, file), 'utf8')
      const [, title = file, role = '', city = '', agency = ''] = /^# (.+) \| (\w+) (\w+) ([\w-]+)\n/.exec(query) ?? []
      const variables = readFileSync(join(folder, file.replace('.graphql', '.json')), 'utf8').trim()
      return { title, query, variables, as: { role, city, agency } }
    })
}
