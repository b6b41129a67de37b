import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  appendFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Role } from '../runtime/caller'
import { readSettings, subgraphNames } from '../runtime/config'
import { errorCodes, isRefusal } from '../runtime/errors'
import { packageRoot } from '../runtime/root'
import { limits } from '../gateway/limits/limits'
import { mostAmounts, mostMembers } from '../runtime/merge-facts'
import { judgingLimits } from '../subgraphs/programs/graph/judging'
import { close, type FollowUpStatus } from '../subgraphs/conversations/domain/follow-up'
import { steps } from '../subgraphs/referrals/domain/life'
import { openTestHub, type TestHub } from './hub'

const read = (...path: string[]) => readFileSync(join(packageRoot, ...path), 'utf8')
const readme = read('README.md')

/** Every page that a reader is sent to, by its path. */
const decisions = readdirSync(join(packageRoot, 'docs', 'decisions')).map((name) => `docs/decisions/${name}`)
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'cities/README.md',
  'docs/add-a-program.md',
  'docs/add-a-city.md',
  ...decisions,
  ...subgraphNames.map((name) => `subgraphs/${name}/README.md`),
]

/** The fenced blocks of a language. */
function blocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, block = '']) => block)
}

/** The rows of the table under a heading, cells trimmed and without backticks. */
function rows(heading: string): string[][] {
  return section(heading)
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | *\|?$/g, '').trim()))
}

function section(heading: string): string {
  const found = readme.split(/^## /m).find((part) => part.startsWith(`${heading}\n`))
  if (found === undefined) throw new Error(`README.md has no part "${heading}"`)
  return found
}

/** What stands in code: in backticks, or in a block of shell. */
function codeIn(text: string): string[] {
  const plain = text.replace(/^```[\s\S]*?^```$/gm, '')
  return [...blocks(text, 'sh'), ...[...plain.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)]
}

describe('the five queries of the README', () => {
  const files = ['03-meet', '04-conversation', '05-screen', '07-refer', '11-department']
  const queries = blocks(readme, 'graphql')
  const variables = blocks(readme, 'json')
  const speakers = [...readme.matchAll(/^Speaker: `(\w+)` of `([\w-]+)` in `(\w+)`\.$/gm)].map(
    ([, role = '', agency = '', city = '']) => [role as Role, city, agency] as const,
  )
  let test: TestHub
  beforeAll(async () => {
    test = await openTestHub()
  })
  afterAll(() => test.close())

  it.each(files.map((file, index) => [file, index] as const))('%s is the file of the story', (file, index) => {
    const [title = '', ...lines] = read('schema', 'story', `${file}.graphql`).split('\n')
    expect(queries[index]).toBe(lines.join('\n'))
    expect(variables[index]).toBe(read('schema', 'story', `${file}.json`))
    const [role, city, agency] = speakers[index] ?? []
    expect(title.endsWith(` | ${role} ${city} ${agency}`)).toBe(true)
  })

  it('are five, each with its variables and its speaker', () => {
    expect([queries.length, variables.length, speakers.length]).toEqual([5, 5, 5])
  })

  it('answer what the README says', async () => {
    const answers: any[] = []
    for (const [index, query] of queries.entries()) {
      const { data, errors } = await test.ask(
        speakers[index] as (typeof speakers)[number],
        query,
        JSON.parse(variables[index] as string),
      )
      expect(errors).toEqual([])
      answers.push(data)
    }
    const inputs = variables.map((text) => JSON.parse(text))
    const [{ registerResident }, { recordConversation }, { screenResident }, { refer }, { resident }] = answers

    expect(registerResident).toMatchObject({
      id: inputs[0].input.id,
      memberId: inputs[0].input.memberId,
      household: { version: 1 },
    })
    expect(recordConversation).toMatchObject({ outcome: 'REACHED', needs: ['EVICTION', 'RENT_ARREARS'] })
    expect(recordConversation.followUps.map((one: { status: string }) => one.status)).toEqual(['OPEN'])

    const [result, ...more] = screenResident.results
    expect(more).toEqual([])
    expect([result.program.code, result.outcome]).toEqual(['right-to-counsel', 'NEEDS_INFORMATION'])
    expect(result.missing.map((one: { fact: string }) => one.fact)).toEqual(['evictionCase'])
    expect(result.missing[0].question).toEqual({ en: expect.stringMatching(/\?$/), es: expect.stringMatching(/^¿/) })
    for (const criterion of result.criteria) expect(criterion.citation.law).not.toBe('')
    const income = result.criteria.find((one: { text: { en: string } }) => one.text.en.startsWith('Household income'))
    expect([income.state, typeof income.limit, typeof income.margin]).toEqual(['TRUE', 'string', 'string'])

    expect(refer).toMatchObject({
      status: 'REQUESTED',
      toAgency: 'hra-ocj',
      queue: { code: 'ocj-tenant-defense' },
      screening: { id: screenResident.id },
    })

    const outcome = (code: string) => resident.eligibility.find((one: any) => one.program.code === code)
    expect(outcome('right-to-counsel').missing).toEqual([{ fact: 'evictionCase' }])
    expect(outcome('one-shot-deal').outcome).toBe('DISCRETIONARY')
    expect(resident.conversations.nodes).toHaveLength(1)
    expect(resident.followUps.nodes).toHaveLength(1)
    expect(resident.referrals.nodes).toHaveLength(1)
    expect(resident.referrals.nodes[0].history.map((event: { toStatus: string }) => event.toStatus)).toEqual(['REQUESTED'])

    for (const index of [0, 1, 2, 3]) {
      const again = await test.ask(speakers[index] as (typeof speakers)[number], queries[index] as string, inputs[index])
      expect(again.data).toEqual(answers[index])
    }
  })

  it('follow a start that prints the programs of both cities', () => {
    const told = [...test.hub.cities.values()].map(
      ({ settings, catalogue }) => `${settings.name.en} (${catalogue.programs.length} programs)`,
    )
    expect(section('Start')).toContain(`cities      ${told.join(', ')}\n`)
  })
})

describe('the examples of the README', () => {
  const example = blocks(readme, 'yaml').map((block) => {
    const [, path = '', added] = /^# (cities\/\S+)( \(at the end\))?\n/.exec(block) ?? []
    return { path, added: added !== undefined, text: block }
  })
  const ofNewYork = example.filter(({ path }) => path.startsWith('cities/nyc/'))
  const ofNewCity = example.filter(({ path }) => path.startsWith('cities/exampleville/'))
  const screening = `query($facts: HouseholdFactsInput!, $city: Line!) {
    screen(facts: $facts, city: $city, programs: ["winter-coats"]) { outcome missing { fact member } criteria { state citation { law } } }
  }`
  const child = '0193a1f0-0000-7000-8000-000000000009'
  const family = (age?: number) => ({
    membersComplete: true,
    members: [{ id: child, relationship: 'CHILD', ...(age === undefined ? {} : { age }) }],
  })

  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hub-readme-'))
    cpSync(join(packageRoot, 'cities'), join(folder, 'cities'), { recursive: true })
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const write = ({ path, added, text }: (typeof example)[number]) => {
    const file = join(folder, path)
    expect(existsSync(file)).toBe(added)
    mkdirSync(dirname(file), { recursive: true })
    if (added) appendFileSync(file, text)
    else writeFileSync(file, text)
  }
  const screened = async (hub: TestHub, agency: string, city: string, age?: number) => {
    const { data, errors } = await hub.ask(['outreach', city, agency], screening, { facts: family(age), city })
    expect(errors).toEqual([])
    return data.screen[0]
  }

  it('add a program', async () => {
    expect(ofNewYork.map(({ path }) => path)).toEqual([
      'cities/nyc/programs/winter-coats.yaml',
      'cities/nyc/cases/winter-coats.yaml',
      'cities/nyc/queues.yaml',
    ])
    ofNewYork.forEach(write)
    const hub = await openTestHub({ HUB_CITIES: join(folder, 'cities') })
    try {
      expect(await screened(hub, 'peu', 'nyc', 18)).toMatchObject({
        outcome: 'ELIGIBLE',
        criteria: [{ state: 'TRUE', citation: { law: 'Example Ordinance 1-101' } }],
      })
      expect((await screened(hub, 'peu', 'nyc', 19)).outcome).toBe('INELIGIBLE')
      expect(await screened(hub, 'peu', 'nyc')).toMatchObject({ outcome: 'NEEDS_INFORMATION', missing: [{ member: child }] })
    } finally {
      await hub.close()
    }
  })

  it('add a city', async () => {
    ofNewCity.forEach(write)
    for (const { path, text } of ofNewYork.filter(({ added }) => !added)) {
      write({
        path: path.replace('/nyc/', '/exampleville/'),
        added: false,
        text: text.replace('agency: hra\n', 'agency: city-hall\n'),
      })
    }
    const hub = await openTestHub({ HUB_CITIES: join(folder, 'cities') })
    try {
      expect([...hub.hub.cities.keys()].sort()).toEqual(['charlotte', 'exampleville', 'nyc'])
      expect((await screened(hub, 'city-hall', 'exampleville', 18)).outcome).toBe('ELIGIBLE')
      expect((await screened(hub, 'city-hall', 'exampleville', 19)).outcome).toBe('INELIGIBLE')
    } finally {
      await hub.close()
    }
  })
})

describe('the tables of the README', () => {
  it('name every setting that the code reads, and no other', () => {
    const asked = new Set<string>()
    const given: Record<string, string> = { HUB_ISSUER: 'urn:example', HUB_JWKS: 'keys.json' }
    const environment = new Proxy(given, {
      get: (settings, name: string) => (asked.add(name), settings[name]),
    })
    readSettings(environment)
    const named = rows('Settings').flatMap(([cell = '']) => /^`([A-Z_]+)`$/.exec(cell)?.[1] ?? [])
    expect(named.toSorted()).toEqual([...asked].toSorted())
  })

  it('give the defaults that the code has', () => {
    const defaults = new Map(rows('Settings').map(([name = '', , value = '']) => [name.replaceAll('`', ''), value]))
    const { host, port, logLevel, audience, ide, data } = readSettings({})
    const production = readSettings({ NODE_ENV: 'production', HUB_ISSUER: 'urn:example', HUB_JWKS: 'keys.json' })
    expect(defaults.get('HOST')).toBe(`\`${host}\``)
    expect(defaults.get('PORT')).toBe(`\`${port}\``)
    expect(defaults.get('HUB_LOG')).toBe(`\`${logLevel}\``)
    expect(defaults.get('HUB_AUDIENCE')).toBe(`\`${audience}\``)
    expect(defaults.get('HUB_DATA')).toBe(`\`${data.slice(process.cwd().length + 1)}\``)
    expect([ide, production.ide, defaults.get('HUB_IDE')]).toEqual([true, false, '`on`, and `off` in production'])
  })

  it('give the errors as the code has them', () => {
    const table = rows('Errors').map(([code = '', status, meaning]) => [code.replaceAll('`', ''), Number(status), meaning])
    expect(table).toEqual(Object.entries(errorCodes).map(([code, { status, meaning }]) => [code, status, meaning]))
  })

  it('name no error that nothing answers', () => {
    const sources = ['gateway', 'schema', 'subgraphs', 'runtime'].flatMap((folder) =>
      readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts') && name !== 'errors.ts')
        .map((name) => read(folder, name)),
    )
    expect(Object.keys(errorCodes).filter((code) => !sources.some((text) => text.includes(`'${code}'`)))).toEqual([])
  })

  it('give the limits as the code has them', () => {
    const numbers = new Set(section('Limits').split('\n\n')[1]?.match(/\d+/g))
    const { inFlight, ...ofAnOperation } = limits
    const { turn: _, ...ofJudging } = judgingLimits
    const written = [...Object.values(ofAnOperation), ...Object.values(ofJudging), mostMembers, mostAmounts]
    for (const limit of written) expect(numbers).toContain(String(limit))
    expect(section('How it is built')).toContain(`at most ${inFlight} requests are under way`)
  })

  it('name the steps of a request in the order of the gateway', () => {
    const [, list = ''] = /const life: readonly Step\[\] = \[([\s\S]*?)\n {2}\]/.exec(read('gateway', 'gateway.ts')) ?? []
    const inCode = list
      .split('\n')
      .filter((line) => !line.includes('//'))
      .flatMap((line) => /(?:\? \[|^\s+)(\w+)[(,]/.exec(line)?.[1] ?? [])
    const inReadme = [...section('How it is built').matchAll(/^\d+\. `(\w+)`/gm)].map(([, name]) => name)
    expect(inReadme).toEqual(inCode)
  })

  it('name the settings that docker-compose.yml reads', () => {
    const compose = read('docker-compose.yml')
    const asked = new Set([...compose.matchAll(/\$\{(\w+)/g)].map(([, name = '']) => name))
    for (const name of asked) expect(section('Deploy')).toContain(name)
    for (const [name] of section('Deploy').matchAll(/HUB_[A-Z_]+/g)) expect(compose).toContain(name)
  })
})

describe('the page on libraries', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>

  it('lists every dependency with its version and its licence', () => {
    const listed = [
      ...read('docs', 'decisions', '007-libraries-and-licences.md').matchAll(/^\| `(\S+)` +\| (\S+) +\| (\S+) +\|/gm),
    ]
    const installed = Object.entries({ ...dependencies, ...devDependencies }).map(([name, version]) => {
      const { license } = JSON.parse(read('node_modules', name, 'package.json')) as { license: string }
      return [name, version, license]
    })
    expect(listed.map(([, ...cells]) => cells)).toEqual(installed)
  })
})

describe('what the pages name is there', () => {
  const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts)
  const help = spawnSync(process.execPath, [join(packageRoot, 'dist', 'cli', 'hub.js'), 'help'], { encoding: 'utf8' }).stdout
  const verbs = [...help.matchAll(/^ {2}hub (\w+)/gm)].map(([, verb = '']) => verb)

  it.each(pages)('scripts of package.json: %s', (page) => {
    const named = [...read(page).matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g)].map(([, name]) => name)
    expect(named.filter((name) => !scripts.includes(name as string))).toEqual([])
  })

  it.each(pages)('verbs of the command line: %s', (page) => {
    const named = codeIn(read(page)).flatMap((code) =>
      [...code.matchAll(/(?:^|\s)(?:hub|npm run (?:--silent )?hub --|node dist\/cli\/hub\.js) ([a-z]+)/g)].map(
        ([, verb]) => verb,
      ),
    )
    expect(verbs.length).toBeGreaterThan(3)
    expect(named.filter((verb) => !verbs.includes(verb as string))).toEqual([])
  })

  it.each(pages)('links and paths: %s', (page) => {
    const text = read(page)
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => join(dirname(page), path))
    const folders = 'gateway|subgraphs|schema|cities|runtime|cli|bench|tests|docs|deploy|\\.ci'
    // The city that the reader makes is not there yet.
    const paths = codeIn(text).filter(
      (code) => new RegExp(`^(${folders})/[\\w./-]*$`).test(code) && !code.startsWith('cities/exampleville/'),
    )
    // In a subgraph's README, the subgraph's own files.
    const own = page.startsWith('subgraphs/')
      ? codeIn(text).filter((code) => /^(graph|domain|store|rules)\/|^[\w-]+\.ts$/.test(code))
      : []
    const named = [...links, ...paths, ...own.map((path) => join(dirname(page), path))]
    expect(named.filter((path) => !existsSync(join(packageRoot, path)))).toEqual([])
  })
})

describe('the drawings of the subgraphs', () => {
  it('show the life of a referral as the table has it', () => {
    const edges = (blocks(read('subgraphs', 'referrals', 'README.md'), 'text')[0] ?? '').trim().split('\n')
    const drawn = edges.map((line) => {
      const [, step = '', by = '', from = '', to = ''] = /^(\w+) +(\w+) +(.+) -> (\w+)$/.exec(line) ?? []
      return [step, { by, from: from.split(', '), to }]
    })
    expect(drawn).toEqual(Object.entries(steps).map(([step, { by, from, to }]) => [step, { by, from: [...from], to }]))
  })

  it('show the ends of a follow-up as the code has them', () => {
    const all: FollowUpStatus[] = ['OPEN', 'DONE', 'CANCELLED']
    const open = all.flatMap((from) => all.filter((to) => !isRefusal(close(from, to))).map((to) => `${from} -> ${to}`))
    expect((blocks(read('subgraphs', 'conversations', 'README.md'), 'text')[0] ?? '').trim().split('\n')).toEqual(open)
  })
})
