import { setTimeout as wait } from 'node:timers/promises'
import { loadCities } from '../../cli/cities'
import { followCities, type Following } from '../../cli/follow/follow-cities'
import { openLiveCities, type LiveCities } from '../../cli/follow/live-cities'
import type { Caller } from '../../runtime/caller'
import type { Log } from '../../runtime/log'
import type { CallContext } from '../../schema/shared/context'
import { programsContext } from '../../subgraphs/programs/graph/context'
import { openTestHub, sql, type TestHub } from '../hub'
import { copyCities, type CopiedCities } from './copied-cities'
import { writePantry } from './pantry'

const every = 50

/** Waits until it holds, at most 25 seconds. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 25_000
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it did not come about in time')
    await wait(20)
  }
}

let cities: CopiedCities
beforeEach(() => {
  cities = copyCities()
  cities.keepPrograms('scrie', 'pantry')
  writePantry(cities, 20_000)
})
afterEach(() => cities.remove())

describe('a hub whose cities change while it answers', () => {
  let test: TestHub
  let told: string[]
  beforeEach(async () => {
    told = []
    test = await openTestHub(
      { HUB_CITIES: cities.root },
      { lookEvery: every, tell: (line) => void (/residents|database/.test(line) || told.push(line)) },
    )
  })
  afterEach(() => test.close())

  const facts = {
    membersComplete: true,
    members: [
      {
        id: '0193a1f0-0000-7000-8000-000000000009',
        relationship: 'HEAD',
        incomes: [{ type: 'WAGES', amount: '25000.00', frequency: 'YEARLY' }],
        incomesComplete: true,
      },
    ],
  }
  const query = `query($facts: HouseholdFactsInput!) {
    one: screen(facts: $facts, programs: ["pantry"]) { outcome criteria { limit text { en } } }
    program(code: "pantry") { name { en } }
    other: screen(facts: $facts, programs: ["pantry"]) { outcome criteria { limit text { en } } }
  }`
  const ask = () => test.ask(['outreach', 'nyc', 'peu'], query, { facts })

  /** Clients that ask without a pause, and every answer of each, in order. */
  function openStream(clients: number) {
    let running = true
    const answers: string[][] = Array.from({ length: clients }, () => [])
    const faults: unknown[] = []
    const all = answers.map(async (own) => {
      while (running) {
        const { status, data, errors } = await ask()
        const [one, other] = [data?.one?.[0], data?.other?.[0]].map((found) => JSON.stringify(found))
        if (status !== 200 || errors.length > 0 || one === undefined || one !== other) faults.push({ status, errors, one, other })
        own.push(`${data?.one?.[0]?.outcome} ${data?.one?.[0]?.criteria[0].limit}`)
      }
    })
    return {
      answers,
      faults,
      latest: () => answers.map((own) => own.at(-1)),
      stop: async () => {
        running = false
        await Promise.all(all)
      },
    }
  }

  const [before, after, later] = [
    'INELIGIBLE at most 20,000.00 a year',
    'ELIGIBLE at most 30,000.00 a year',
    'ELIGIBLE at most 40,000.00 a year',
  ]

  it('goes from the old answers to the new at once, keeps them while a file is broken, and loses no request', async () => {
    const stream = openStream(8)
    try {
      await until(() => stream.latest().every((answer) => answer === before))

      writePantry(cities, 30_000)
      await until(() => stream.latest().every((answer) => answer === after))
      expect(told.at(-1)).toMatch(/^cities {6}nyc: read anew in \d+\.\d s, 2 programs$/)

      cities.change('nyc/figures/pantry.yaml', 'inclusive: true', 'inclusive: perhaps')
      await until(() => told.at(-1)!.includes('mistake'))
      expect(told.at(-1)).toBe(
        'cities      nyc: 1 mistake in its files, its rules stay as they were. hub city check nyc names them.',
      )
      const asked = stream.answers.flat().length
      await until(() => stream.answers.flat().length > asked + 50)
      expect(new Set(stream.latest())).toEqual(new Set([after]))

      writePantry(cities, 40_000)
      await until(() => stream.latest().every((answer) => answer === later))
    } finally {
      await stream.stop()
    }

    expect(stream.faults).toEqual([])
    for (const answers of stream.answers)
      expect(answers.filter((answer, index) => answer !== answers[index - 1])).toEqual([before, after, later])
  })

  it('puts the rules and the queues of the new files on record before it answers by them', async () => {
    const releases = () =>
      sql<{ limit: string }>(
        test,
        `select definition->'versions'->0->'criteria'->0->'text'->>'en' as limit from programs.release
         where city = 'nyc' and program = 'pantry' order by loaded_at`,
      )
    expect(await releases()).toEqual([{ limit: 'Wages are at most 20000.' }])
    writePantry(cities, 30_000)
    cities.change('nyc/queues.yaml', 'id: intake', 'id: pantry-intake')
    await until(async () => JSON.stringify((await ask()).data.one).includes('30000'))
    expect(await releases()).toEqual([{ limit: 'Wages are at most 20000.' }, { limit: 'Wages are at most 30000.' }])
    const queues = await sql<{ code: string; programs: number }>(
      test,
      `select code, cardinality(program_ids) as programs from referrals.intake_queue
       where city = 'nyc' and code in ('intake', 'pantry-intake') order by code`,
    )
    expect(queues).toEqual([
      { code: 'intake', programs: 0 },
      { code: 'pantry-intake', programs: 2 },
    ])
  })

  it('takes up a program that is new, and an agency that is', async () => {
    cities.keepPrograms('scrie')
    await until(() => told.at(-1)!.endsWith('1 programs'))
    expect((await ask()).errors.map(({ message }) => message)).toContainEqual(expect.stringContaining('"pantry" is none'))
    cities.keepPrograms('scrie', 'pantry')
    writePantry(cities, 30_000)
    cities.change('nyc/agencies.yaml', '- id: peu', '- id: new-agency\n  name: { en: New, es: Nueva }\n- id: peu')
    await until(() => told.at(-1)!.endsWith('2 programs'))
    expect((await ask()).data.one[0].outcome).toBe('ELIGIBLE')
    const { data } = await test.ask(['outreach', 'nyc', 'peu'], '{ agency(code: "new-agency") { name { en } } }')
    expect(data.agency.name.en).toBe('New')
  })
})

describe('following the files of a city', () => {
  let live: LiveCities
  let following: Following | undefined
  let logged: unknown[]
  let loaded: string[]
  let fails: boolean
  beforeEach(() => {
    const [logs, loads]: [unknown[], string[]] = [[], []]
    ;[logged, loaded, fails] = [logs, loads, false]
    live = openLiveCities(loadCities(cities.root, { only: 'nyc' }))
    const write = (level: string) => (about: object, message: string) => void logs.push({ level, ...about, message })
    following = followCities({
      root: cities.root,
      data: cities.folder,
      live,
      log: { error: write('error'), warn: write('warn'), info: write('info') } as unknown as Log,
      now: () => new Date(),
      every,
      load: async (id) => {
        loads.push(id)
        if (fails) throw new Error('the database is away')
      },
    })
  })
  afterEach(() => following?.close())

  const text = () => live.current().get('nyc')?.catalogue.program('pantry')?.definition.versions[0]?.criteria[0]?.text.en

  it('logs every mistake with its place, once', async () => {
    const began = live.current()
    cities.change('nyc/programs/pantry.yaml', 'area: FOOD', 'area: FOODS')
    await until(() => logged.length > 0)
    await wait(every * 10)
    expect(logged).toEqual([
      {
        level: 'error',
        city: 'nyc',
        mistakes: [
          { file: 'nyc/programs/pantry.yaml', line: 2, path: 'area', reason: expect.stringMatching(/^expected one of /) },
        ],
        message: "the city's files cannot be loaded: its rules stay as they were",
      },
    ])
    expect([live.current(), loaded]).toEqual([began, []])
  })

  it('takes a golden case that does not hold for a mistake', async () => {
    cities.change('nyc/figures/pantry.yaml', 'value: 20000', 'value: 20001')
    await until(() => logged.length > 0)
    expect(logged).toMatchObject([
      { level: 'error', mistakes: [{ file: 'nyc/cases/pantry.yaml', path: 'cases[1].outcome' }, {}] },
    ])
    expect(text()).toBe('Wages are at most 20000.')
  })

  it('does nothing where a file is saved as it was', async () => {
    writePantry(cities, 20_000)
    await wait(every * 10)
    expect([logged, loaded]).toEqual([[], []])
  })

  it('tries again where the database is away, and keeps the old rules until then', async () => {
    fails = true
    writePantry(cities, 30_000)
    await until(() => loaded.length > 1)
    expect(text()).toBe('Wages are at most 20000.')
    expect(logged[0]).toEqual({
      level: 'error',
      city: 'nyc',
      reason: 'the database is away',
      message: 'a changed city could not be taken up: it will be tried again',
    })
    fails = false
    await until(() => text() === 'Wages are at most 30000.')
  })

  it('says that a change of city.yaml is taken up at the next start', async () => {
    cities.change('nyc/city.yaml', 'America/New_York', 'America/Chicago')
    await until(() => logged.length > 1)
    expect(logged).toMatchObject([
      { level: 'info', message: 'the city was read anew' },
      { level: 'warn', message: 'city.yaml has changed: its time zone, agency and name are taken up at the next start' },
    ])
  })

  it('stops at once, also in the middle of a check', async () => {
    writePantry(cities, 30_000)
    await wait(every * 3)
    await following?.close()
    const ended = [...logged]
    await wait(every * 5)
    expect(logged).toEqual(ended)
  })
})

describe('a request that is under way when the rules change', () => {
  it('ends by those it began with; the next begins with the new ones', () => {
    const [old, anew] = [20_000, 30_000].map((limit) => {
      writePantry(cities, limit)
      return loadCities(cities.root, { only: 'nyc' })
    }) as [ReturnType<typeof loadCities>, ReturnType<typeof loadCities>]
    const catalogues = (of: typeof old) => new Map([...of].map(([id, { catalogue }]) => [id, catalogue]))
    let current = catalogues(old)
    const contextFor = programsContext(() => current)
    const caller = (): Caller => ({ sub: 'someone', city: 'nyc', agency: 'peu', roles: ['outreach'], request: 'r' })
    const first = caller()
    const call = (by: Caller) => ({ caller: by }) as CallContext
    expect(contextFor(call(first)).catalogue).toBe(old.get('nyc')?.catalogue)
    current = catalogues(anew)
    expect(contextFor(call(first)).catalogue).toBe(old.get('nyc')?.catalogue)
    expect(contextFor(call(first)).catalogues.get('nyc')).toBe(old.get('nyc')?.catalogue)
    expect(contextFor(call(caller())).catalogue).toBe(anew.get('nyc')?.catalogue)
  })
})
