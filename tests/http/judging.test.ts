import { randomUUID } from 'node:crypto'
import { openTestHub, type GraphReply, type TestHub } from '../hub'

const who = ['supervisor', 'nyc', 'peu'] as const
const nobodyKnown = (count: number) => ({ members: Array.from({ length: count }, () => ({ id: randomUUID() })) })
const told = ({ errors }: GraphReply) => errors.map(({ message, path, extensions }) => ({ message, path, ...extensions }))
const unfit = (field: string, expected: string, path: string) => ({
  code: 'BAD_USER_INPUT',
  department: 'programs',
  field,
  message: `${field}: ${expected}`,
  path: [path],
})

describe('what may be asked about households', () => {
  let test: TestHub
  beforeAll(async () => {
    test = await openTestHub()
  })
  afterAll(() => test.close())

  const both = (facts: object, choice: object = {}) =>
    test.ask(
      who,
      `query($facts: HouseholdFactsInput!, $programs: [Line!], $areas: [ProgramArea!]) {
        screen(facts: $facts, programs: $programs, areas: $areas, asOf: "2026-06-01") { outcome }
        interview(facts: $facts, programs: $programs, areas: $areas, asOf: "2026-06-01") { asOf }
      }`,
      { facts, ...choice },
    )
  const income = { type: 'WAGES', amount: '1.00', frequency: 'YEARLY' }
  const known = { membersComplete: true, members: [{ id: randomUUID(), relationship: 'HEAD', age: 40 }] }

  it.each([
    ['members', nobodyKnown(31), 'facts.members', 'expected at most 30 members, not 31'],
    [
      'changes of one member',
      { members: Array(31).fill(known.members[0]) },
      'facts.members',
      'expected at most 30 members, not 31',
    ],
    [
      'incomes',
      { members: [{ ...known.members[0], incomes: Array(51).fill(income) }] },
      'facts.members[0].incomes',
      'expected at most 50 entries',
    ],
    ['days', { daysAtAddress: -1 }, 'facts.daysAtAddress', 'expected a number of days from 0 on'],
    [
      'hours',
      { members: [{ ...known.members[0], workHoursMonthly: 745 }] },
      'facts.members[0].workHoursMonthly',
      'expected hours of a month from 0 to 744',
    ],
  ])('too many %s are refused, with the field and what was expected', async (_, facts, field, expected) => {
    const programs = { programs: ['ferry-discount'] }
    expect(told(await both(facts, programs))).toEqual(['screen', 'interview'].map((path) => unfit(field, expected, path)))
  })

  it('a text that is too long is refused before anything is judged', async () => {
    const { data, errors } = await both({ county: 'x'.repeat(201) })
    expect([data, errors.map(({ message, extensions }) => [message, extensions['code']])]).toEqual([
      { screen: null, interview: null },
      [['facts.county: expected text of at most 200 characters (it has 201)', 'BAD_USER_INPUT']],
    ])
  })

  it('programs are at most 200, and areas as many as there are', async () => {
    const programs = (count: number) => both(known, { programs: Array(count).fill('ferry-discount') })
    expect(told(await programs(200))).toEqual([])
    expect(told(await programs(201))).toEqual(
      ['screen', 'interview'].map((path) => unfit('programs', 'expected at most 200 codes of programs, not 201', path)),
    )
    const areas = (count: number) => both(known, { programs: ['ferry-discount'], areas: Array(count).fill('TRANSPORT') })
    expect(told(await areas(9))).toEqual([])
    expect(told(await areas(10))).toEqual(
      ['screen', 'interview'].map((path) => unfit('areas', 'expected at most 9 areas, not 10', path)),
    )
  })

  it('households are at most 400 in one operation: two fields of a whole page', async () => {
    const choice = '(programs: ["ferry-discount"], asOf: "2026-06-01")'
    const page = (more: string) =>
      test.ask(
        who,
        `{ residents(first: 200) { nodes { eligibility${choice} { outcome } interview${choice} { asOf } ${more} } } }`,
      )
    const full = await page('')
    expect([full.data.residents.nodes.length, told(full)]).toEqual([200, []])
    const over = await page(`once: interview(programs: ["ferry-discount"]) { asOf }`)
    expect(over.errors).toHaveLength(200)
    for (const error of told(over))
      expect(error).toMatchObject({ code: 'LIMIT_EXCEEDED', message: 'the operation asks about more than 400 households' })
  })

  it('takes a bounded time, whatever is not known, and the hub answers others meanwhile', async () => {
    const fields = Array.from({ length: 20 }, (_, index) => `s${index}: screen(facts: $facts, asOf: "2026-06-01") { outcome }`)
    const began = performance.now()
    const asked = test.ask(who, `query($facts: HouseholdFactsInput!) { ${fields.join(' ')} }`, { facts: nobodyKnown(30) })
    const waits: number[] = []
    let isOver = false
    const watching = (async () => {
      while (!isOver) {
        const at = performance.now()
        expect((await fetch(`${test.url}/health/live`)).status).toBe(200)
        waits.push(performance.now() - at)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    })()
    const reply = await asked
    isOver = true
    await watching
    expect(performance.now() - began).toBeLessThan(9_000)
    expect(Math.max(...waits)).toBeLessThan(4_000)
    for (const error of reply.errors) expect(error.extensions['code']).toBe('LIMIT_EXCEEDED')
    for (const answers of Object.values<any>(reply.data)) expect(answers === null || answers.length >= 59).toBe(true)
  })
})
