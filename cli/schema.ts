import 'reflect-metadata'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { subgraphNames } from '../runtime/config'
import { packageRoot } from '../runtime/root'
import { compose } from '../schema/contract'
import { citySchemaFiles } from './city-schemas/city-schemas'
import { subgraphsOver } from './subgraphs'

/** The contract as the code has it: the files of `schema/` by name. */
export function contractFiles(): ReadonlyMap<string, string> {
  const subgraphs = subgraphsOver(() => new Map())
  const named = subgraphNames.map((name) => subgraphs[name])
  return new Map([...named.map(({ name, sdl }) => [`${name}.graphql`, sdl] as const), ['supergraph.graphql', compose(named)]])
}

/** `npm run schema` writes the files, and those for editors of cities; with `--check` it only says which of them are not what the code gives. */
function main(args: readonly string[]): void {
  const check = args.includes('--check')
  let drifted = 0
  for (const [name, text] of [...contractFiles(), ...citySchemaFiles()]) {
    const file = join(packageRoot, 'schema', name)
    if (check && (!existsSync(file) || readFileSync(file, 'utf8') !== text)) {
      drifted += 1
      console.error(`schema/${name} is not what the code gives: run npm run schema and commit it`)
    }
    if (!check) mkdirSync(dirname(file), { recursive: true })
    if (!check) writeFileSync(file, text)
  }
  console.log(check ? `schema: ${drifted} files drifted` : 'schema: written')
  process.exitCode = drifted > 0 ? 1 : 0
}

if (require.main === module) main(process.argv.slice(2))
