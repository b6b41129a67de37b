import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { changeOf } from '../../subgraphs/programs/domain/preview/change'
import { copyCities, type CopiedCities } from './copied-cities'
import { hub, type Ran } from './hub-command'

/** A tenant of an age, with a pension in dollars a year. */
const tenant = (id: string, age: number | undefined, amount: number) => ({
  id,
  facts: {
    tenure: 'RENTER',
    rentalType: 'RENT_REGULATED',
    rentMonthly: 2_000,
    membersComplete: true,
    members: [
      {
        id: 'head',
        relationship: 'HEAD',
        ...(age === undefined ? {} : { age }),
        onLease: true,
        incomes: [{ type: 'PENSION', amount, frequency: 'YEARLY' }],
        incomesComplete: true,
      },
    ],
  },
})

const households = [
  tenant('old enough', 70, 40_000),
  tenant('old enough and too rich for the draft', 70, 48_000),
  tenant('old enough for the draft', 60, 40_000),
  tenant('too young', 30, 40_000),
  tenant('age not known', undefined, 40_000),
  tenant('age not known, too rich for the draft', undefined, 48_000),
]

describe('hub city preview', () => {
  let cities: CopiedCities
  let draft: string
  let lines: string
  beforeEach(() => {
    cities = copyCities()
    cities.keepPrograms('scrie', 'drie')
    draft = join(cities.folder, 'draft')
    lines = join(cities.folder, 'households.jsonl')
    writeFileSync(lines, households.map((household) => `${JSON.stringify(household)}\n`).join(''))
  })
  afterEach(() => cities.remove())

  /** A draft of one city's file, changed once. */
  const put = (path: string, from: string | RegExp, to: string) => {
    const changed = copyCities()
    try {
      changed.change(`nyc/${path}`, from, to)
      mkdirSync(join(draft, path, '..'), { recursive: true })
      cpSync(join(changed.root, 'nyc', path), join(draft, path))
    } finally {
      changed.remove()
    }
  }
  const preview = (args: readonly string[], environment: Readonly<Record<string, string>> = {}): Ran =>
    hub(['city', 'preview', 'nyc', '--with', draft, '--as-of', '2026-07-01', ...args], {
      HUB_CITIES: cities.root,
      ...environment,
    })

  const programOf = ({ out }: Ran, id: string) =>
    JSON.parse(out).programs.find(({ program }: { program: string }) => program === id)

  it('counts who gains and who loses a program, and names the criterion that did it', () => {
    put('programs/scrie.yaml', 'atLeast: 62', 'atLeast: 60')
    put('figures/rent-increase-exemption.yaml', 'value: 50000', 'value: 45000')
    const ran = preview(['--in', lines, '--json'])
    expect(ran.status).toBe(0)
    const { households: judged, changed, failing, laterDays } = JSON.parse(ran.out)
    expect([judged, changed, laterDays]).toEqual([6, ['nyc/figures/rent-increase-exemption.yaml', 'nyc/programs/scrie.yaml'], []])
    expect(failing.map(({ file }: { file: string }) => file)).toContain('nyc/cases/scrie.yaml')
    expect(programOf(ran, 'scrie')).toMatchObject({
      counts: { GAIN: 1, LOSE: 1, NEWLY_OPEN: 0, NEWLY_DECIDED: 1, OTHERWISE: 0 },
      transitions: [
        { from: 'ELIGIBLE', to: 'INELIGIBLE', households: 1 },
        { from: 'INELIGIBLE', to: 'ELIGIBLE', households: 1 },
        { from: 'NEEDS_INFORMATION', to: 'INELIGIBLE', households: 1 },
      ],
      reasons: {
        GAIN: [{ criterion: 'head-age', from: 'FALSE', to: 'TRUE', households: 1 }],
        LOSE: [{ criterion: 'income', from: 'TRUE', to: 'FALSE', households: 1 }],
        NEWLY_DECIDED: [{ criterion: 'income', from: 'TRUE', to: 'FALSE', households: 1 }],
      },
    })
  })

  it('prints it as a page, and says that golden cases do not hold', () => {
    put('programs/scrie.yaml', 'atLeast: 62', 'atLeast: 60')
    const { status, out } = preview(['--in', lines])
    expect(status).toBe(0)
    expect(out).toMatch(/^What the draft would change in New York City on 2026-07-01, for 6 households of the file\n/)
    expect(out).toContain('The draft changes nyc/programs/scrie.yaml.\nGolden cases do not hold under the draft (')
    expect(out).toContain(`scrie: Senior Citizen Rent Increase Exemption (SCRIE)
  gain                1
      head-age is TRUE, was FALSE (1): The head of the household is 62 or older.
  lose                0
  newly open          0
  newly decided       0
  in all: INELIGIBLE to ELIGIBLE 1

No outcome of the other `)
  })

  it('takes a criterion that the rules no longer ask for, and one that they newly ask for, as reasons', () => {
    put('programs/scrie.yaml', /when: \{ forHead: \{ fact: onLease, is: true \} \}/, 'when: { fact: livesInCity, is: true }')
    put('programs/drie.yaml', 'id: head-age', 'id: age-of-head')
    const ran = preview(['--in', lines, '--json'])
    expect(programOf(ran, 'scrie')).toMatchObject({
      counts: { NEWLY_OPEN: 2 },
      reasons: { NEWLY_OPEN: [{ criterion: 'head-on-lease', from: 'TRUE', to: 'UNKNOWN', households: 2 }] },
    })
    // Another name alone changes no outcome.
    expect(programOf(ran, 'drie')).toBeUndefined()
  })

  it('names the status where a program closes, and the day from when on it does', () => {
    put(
      'programs/scrie.yaml',
      'status: [{ state: ACTIVE }]',
      'status: [{ to: 2026-12-31, state: ACTIVE }, { from: 2027-01-01, state: CLOSED }]',
    )
    expect(preview(['--in', lines]).out).toContain(
      'Some of it holds only from 2027-01-01 on: --as-of 2027-01-01 shows what it does then.\n',
    )
    const ran = preview(['--in', lines, '--as-of', '2027-01-01', '--json'])
    expect(programOf(ran, 'scrie')).toMatchObject({
      counts: { GAIN: 0, LOSE: 2, NEWLY_OPEN: 0, NEWLY_DECIDED: 2, OTHERWISE: 2 },
      reasons: { LOSE: [{ criterion: 'status', from: 'OPEN', to: 'CLOSED', households: 2 }] },
    })
  })

  it('lays a draft of an included folder over that folder', () => {
    mkdirSync(join(draft, 'us', 'figures'), { recursive: true })
    const copy = copyCities()
    copy.change('us/figures/poverty-guideline.yaml', /sizes: \[15960/, 'sizes: [1596')
    cpSync(join(copy.root, 'us', 'figures', 'poverty-guideline.yaml'), join(draft, 'us', 'figures', 'poverty-guideline.yaml'))
    copy.remove()
    expect(JSON.parse(preview(['--in', lines, '--json']).out).changed).toEqual(['us/figures/poverty-guideline.yaml'])
  })

  it('takes a program away by empty files in place of its own', () => {
    const write = (path: string, text: string) => {
      mkdirSync(join(draft, path, '..'), { recursive: true })
      writeFileSync(join(draft, path), text)
    }
    const empty = (path: string) => write(path, '\n')
    const queues = readFileSync(join(cities.root, 'nyc', 'queues.yaml'), 'utf8')
    write('queues.yaml', queues.replace('[scrie, drie]', '[scrie]'))
    empty('programs/drie.yaml')
    expect(JSON.parse(preview(['--in', lines, '--json']).out).failing).toEqual([
      { file: 'nyc/cases/drie.yaml', line: 2, path: 'program', reason: 'there is no program drie' },
    ])
    empty('cases/drie.yaml')
    const ran = preview(['--in', lines, '--json'])
    expect(JSON.parse(ran.out)).toMatchObject({
      changed: ['nyc/queues.yaml'],
      removed: ['nyc/cases/drie.yaml', 'nyc/programs/drie.yaml'],
      of: 1,
    })
    expect(programOf(ran, 'drie')).toMatchObject({
      counts: { GAIN: 0, LOSE: 0, NEWLY_DECIDED: 6 },
      transitions: [{ from: 'NEEDS_INFORMATION', to: 'ABSENT', households: 6 }],
    })
    expect(preview(['--in', lines]).out).toContain(
      'The draft changes nyc/queues.yaml.\nThe draft takes away nyc/cases/drie.yaml, nyc/programs/drie.yaml.\n',
    )
    empty('programs/nothing.yaml')
    expect(preview(['--in', lines]).error).toBe(
      '--with: programs/nothing.yaml is empty, which takes a file away, but there is no nyc/programs/nothing.yaml.',
    )
  })

  it('judges the residents on record, and writes nothing', () => {
    put('programs/scrie.yaml', 'atLeast: 62', 'atLeast: 40')
    const data = mkdtempSync(join(process.env['HUB_TEST_FOLDER'] as string, 'preview-'))
    try {
      cpSync(join(process.env['HUB_TEST_FOLDER'] as string, 'template'), data, { recursive: true })
      const ran = preview(['--residents', '--json'], { HUB_DATA: data })
      expect(ran.error).toBe('')
      expect(JSON.parse(ran.out)).toMatchObject({ households: 300, source: 'RESIDENTS' })
      expect(programOf(ran, 'scrie').counts.GAIN).toBeGreaterThan(0)
      expect(programOf(ran, 'scrie').counts.LOSE).toBe(0)
      expect(programOf(preview(['--residents', '--json'], { HUB_DATA: data }), 'scrie')).toEqual(programOf(ran, 'scrie'))
    } finally {
      rmSync(data, { recursive: true, force: true })
    }
  })

  it('refuses a draft that does not load, is not there, or lies elsewhere', () => {
    put('programs/scrie.yaml', 'area: HOUSING', 'area: HOUSES')
    expect(preview(['--in', lines]).error).toMatch(
      /^The draft cannot be loaded:\nnyc\/programs\/scrie.yaml:2 area: expected one of /,
    )
    rmSync(draft, { recursive: true })
    expect(preview(['--in', lines])).toEqual({ status: 1, out: '', error: `--with: there is no folder ${draft}.` })
    mkdirSync(draft)
    expect(preview(['--in', lines]).error).toBe(`--with: ${draft} holds no .yaml file.`)
    writeFileSync(join(draft, 'scrie.yaml'), '')
    expect(preview(['--in', lines]).error).toBe(
      '--with: scrie.yaml lies where the hub does not look: expected a path as in cities/nyc, such as programs/scrie.yaml.',
    )
  })

  it('refuses where it is not told whom to judge, and by which draft', () => {
    put('programs/scrie.yaml', 'atLeast: 62', 'atLeast: 60')
    expect(preview([]).error).toBe('hub city preview: expected either --residents or --in households.jsonl.')
    expect(hub(['city', 'preview', 'nyc', '--residents']).error).toBe('--with: expected the folder of the draft.')
    expect(preview(['--in', 'nowhere.jsonl']).error).toBe('--in: nowhere.jsonl cannot be read (ENOENT).')
    expect(preview(['--in', cities.folder]).error).toBe(`--in: ${cities.folder} cannot be read (it is no file).`)
    expect(preview(['--residents'], { HUB_DATA: cities.folder }).error).toMatch(/^There are no residents in /)
    expect(preview(['--residents', '--format', 'hub']).error).toBe('--format: expected none with --residents.')
    expect(preview(['--in', lines, '--format', 'csv']).error).toBe('--format: expected hub or accessnyc.')
  })

  it.each([
    ['{"id":"2","facts":{"rent":1}}', 'facts.rent: expected the name of a fact'],
    ['{"id":"2","facts":{"members":[{"age":131}]}}', 'facts.members[0].age: expected full years from 0 to 130'],
    ['{"id":"2","rentMonthly":1}', 'expected no other field than id and facts'],
    ['', 'expected a JSON object on one line'],
  ])('names the line and the field of %j, and what was expected', (line, wrong) => {
    put('programs/scrie.yaml', 'atLeast: 62', 'atLeast: 60')
    writeFileSync(lines, `{"facts":{}}\n${line}\n`)
    expect(preview(['--in', lines])).toEqual({ status: 1, out: '', error: `--in: ${lines}, line 2: ${wrong}.` })
  })

  it('reads the file as `hub screen` does, in either format', () => {
    put('programs/scrie.yaml', 'atLeast: 62', 'atLeast: 60')
    const screened = (...format: readonly string[]) => {
      const args = ['--as-of', '2026-07-01', '--in', lines, '--out', join(cities.folder, 'out.jsonl'), '--fresh', '--json']
      const ran = hub(['screen', '--city', 'nyc', ...args, ...format], { HUB_CITIES: cities.root, HUB_DATA: cities.folder })
      expect(ran.error).toBe('')
      return JSON.parse(ran.out).programs.scrie.ELIGIBLE
    }
    expect(screened()).toBe(2)
    expect(programOf(preview(['--in', lines, '--json']), 'scrie').counts).toMatchObject({ GAIN: 1, LOSE: 0 })

    const living = { livingRenting: true, livingRentalType: 'RentControlled', cashOnHand: 0 }
    const pension = { amount: 40_000, type: 'Pension', frequency: 'Yearly' }
    const rent = { amount: 2_000, type: 'Rent', frequency: 'Monthly' }
    const request = (age: number) => ({
      household: [living],
      person: [{ age, householdMemberType: 'HeadOfHousehold', livingRentalOnLease: true, incomes: [pension], expenses: [rent] }],
    })
    writeFileSync(lines, [70, 60, 30].map((age) => JSON.stringify(request(age))).join('\n'))
    const format = ['--format', 'accessnyc']
    expect(screened(...format)).toBe(1)
    expect(programOf(preview(['--in', lines, '--json', ...format]), 'scrie').counts).toMatchObject({ GAIN: 1, LOSE: 0 })
  })
})

describe('what a change is', () => {
  it.each([
    ['INELIGIBLE', 'ELIGIBLE', 'GAIN'],
    ['CLOSED', 'DISCRETIONARY', 'GAIN'],
    [undefined, 'ELIGIBLE', 'GAIN'],
    ['ELIGIBLE', 'INELIGIBLE', 'LOSE'],
    ['DISCRETIONARY', undefined, 'LOSE'],
    ['ELIGIBLE', 'NEEDS_INFORMATION', 'NEWLY_OPEN'],
    ['INELIGIBLE', 'NEEDS_INFORMATION', 'NEWLY_OPEN'],
    ['NEEDS_INFORMATION', 'ELIGIBLE', 'NEWLY_DECIDED'],
    ['NEEDS_INFORMATION', 'CLOSED', 'NEWLY_DECIDED'],
    ['INELIGIBLE', 'CLOSED', 'OTHERWISE'],
    ['ELIGIBLE', 'DISCRETIONARY', 'OTHERWISE'],
    ['ELIGIBLE', 'ELIGIBLE', undefined],
    [undefined, undefined, undefined],
  ] as const)('%s to %s is %s', (before, after, change) => {
    expect(changeOf(before, after)).toBe(change)
  })
})
