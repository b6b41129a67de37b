import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { householdLine } from '../../bench/households'
import { loadCities } from '../../cli/cities'
import { readSettings } from '../../runtime/config'
import type { HouseholdFacts } from '../../runtime/facts'
import { packageRoot } from '../../runtime/root'
import { readHousehold } from '../../runtime/read-facts'
import type { FactQuestion } from '../../subgraphs/programs/domain/eligibility/answer'
import { openDesk, type Desk } from './screen-command'

const asOf = '2026-06-01'
const head = { id: 'anna', relationship: 'HEAD', age: 40, incomes: [], incomesComplete: true }
const alone = { membersComplete: true, livesInCity: true, members: [head] }
/** The facts of a synthetic household; one of an even number has all of them. */
const synthetic = (number: number) => (JSON.parse(householdLine(number, asOf)) as { facts: object }).facts
const reference = ({ fact, member }: FactQuestion) => (member === undefined ? { fact } : { fact, member })
const book = () => {
  const data = join(process.env['HUB_TEST_FOLDER'] as string, 'template')
  return loadCities(readSettings({}).cities, { only: 'nyc', data }).get('nyc')!.catalogue.rules
}

describe('hub screen', () => {
  let desk: Desk
  beforeEach(() => {
    desk = openDesk()
  })
  afterEach(() => desk.remove())

  it('says for each program the outcome, its ids elsewhere, and the facts that are missing, with their member', () => {
    desk.write([{ id: 'door 7', facts: { membersComplete: true, members: [{ id: 'anna', relationship: 'HEAD' }] } }])
    const { code, summary } = desk.run('--programs', 'scrie,workforce1')
    expect(code).toBe(0)
    expect(desk.results()).toEqual([
      {
        id: 'door 7',
        results: [
          {
            program: 'scrie',
            externalIds: ['accessnyc:S2R015'],
            outcome: 'NEEDS_INFORMATION',
            missing: expect.arrayContaining([{ fact: 'birthDate', member: 'anna' }, { fact: 'tenure' }]),
          },
          { program: 'workforce1', externalIds: [expect.any(String)], outcome: expect.any(String), missing: expect.any(Array) },
        ],
      },
    ])
    expect(summary).toMatchObject({ lines: 1, bad: 0, before: 0, programs: { scrie: { NEEDS_INFORMATION: 1, ELIGIBLE: 0 } } })
  })

  it('answers the lines of the README as it says', () => {
    const shown = readFileSync(join(packageRoot, 'README.md'), 'utf8').match(/^\{"id":"door .*$/gm) ?? []
    desk.write([shown[0]!, { id: 'door 8', facts: { members: [{ age: 131 }] } }])
    desk.run('--programs', 'scrie')
    expect(desk.results()).toEqual(shown.slice(1).map((line) => JSON.parse(line)))
  })

  it('answers as the graph does, all programs or some, whatever is not known', () => {
    const numbers = [0, 1, 2, 3, 5, 7]
    desk.write(numbers.map((number) => householdLine(number, asOf)))
    const rules = book()
    const told = (programs?: readonly string[]) =>
      numbers.map((number) => {
        const facts = readHousehold(synthetic(number), asOf) as HouseholdFacts
        return rules.decideAll(facts, asOf, programs).map(({ program, outcome, missing, toVerify }) => ({
          program,
          outcome,
          missing: missing.map(reference),
          toVerify: toVerify.map(reference),
        }))
      })
    const screened = () =>
      desk
        .results()
        .map(({ results }) =>
          results.map(({ program, outcome, missing = [], toVerify = [] }: any) => ({ program, outcome, missing, toVerify })),
        )
    expect(desk.run().code).toBe(0)
    expect(screened()).toEqual(told())
    expect(desk.run('--fresh', '--programs', 'snap,heap,medicaid,scrie').code).toBe(0)
    expect(screened()).toEqual(told(['snap', 'heap', 'medicaid', 'scrie']))
  })

  it('gives the whole answers with --explain', () => {
    desk.write([{ id: 'a', facts: alone }])
    expect(desk.run('--explain', '--programs', 'snap').code).toBe(0)
    const [answer] = book().decideAll(readHousehold(structuredClone(alone), asOf) as HouseholdFacts, asOf, ['snap'])
    expect(desk.results()[0].results).toEqual([{ externalIds: expect.any(Array), ...JSON.parse(JSON.stringify(answer)) }])
  })

  it('answers every line, a bad one with its number, the field and what was expected, and ends with 1', () => {
    desk.write([
      { facts: alone },
      'no JSON',
      { id: 'b', facts: { ...alone, rentMonthly: '12.345' } },
      { id: 'c', facts: { ...alone, members: [{ ...head, age: 131 }] } },
      { id: 'd', facts: { ...alone, rooms: 3 } },
      { id: 5, facts: alone },
      '',
      { id: 'e', facts: { ...alone, rentMonthly: 1234.5, members: [head, { id: 'ben', age: 3 }, { relationship: 'CHILD' }] } },
    ])
    const { code, summary, stderr } = desk.run('--programs', 'snap')
    expect(code).toBe(1)
    expect(desk.results()).toEqual([
      { id: 1, results: [expect.any(Object)] },
      { line: 2, error: { field: null, message: 'expected a JSON object on one line' } },
      { id: 'b', line: 3, error: { field: 'facts.rentMonthly', message: expect.stringMatching(/^expected an amount/) } },
      { id: 'c', line: 4, error: { field: 'facts.members[0].age', message: 'expected full years from 0 to 130' } },
      { id: 'd', line: 5, error: { field: 'facts.rooms', message: 'expected the name of a fact' } },
      { line: 6, error: { field: 'id', message: 'expected text of at most 200 characters' } },
      { line: 7, error: { field: null, message: 'expected a JSON object on one line' } },
      { id: 'e', results: [expect.any(Object)] },
    ])
    expect(stderr).toContain('line 4: facts.members[0].age: expected full years from 0 to 130\n')
    expect(stderr).toContain('6 of 8 lines could not be screened')
    expect(summary).toMatchObject({ lines: 8, bad: 6 })
  })

  it('keeps the order of the lines over many chunks and threads', () => {
    const lines = Array.from({ length: 1500 }, (_, number) => JSON.stringify({ id: `n${number}`, facts: synthetic(number * 2) }))
    desk.write(lines)
    expect(desk.run('--programs', 'snap').summary.lines).toBe(1500)
    expect(desk.results().map(({ id }) => id)).toEqual(lines.map((_, number) => `n${number}`))
  })

  it('takes the requests of the City, by their id, their case or their line', () => {
    const request = {
      household: [{ livingRenting: true, cashOnHand: 10 }],
      person: [{ age: 70, householdMemberType: 'HeadOfHousehold' }],
    }
    desk.write([
      { id: 'x', ...request },
      { ...request, household: [{ ...request.household[0], caseId: 'case 9' }] },
      request,
      { ...request, person: [] },
    ])
    expect(desk.run('--format', 'accessnyc', '--programs', 'scrie').code).toBe(1)
    expect(desk.results()).toEqual([
      { id: 'x', results: [expect.objectContaining({ program: 'scrie', outcome: 'NEEDS_INFORMATION' })] },
      { id: 'case 9', results: [expect.any(Object)] },
      { id: 3, results: [expect.any(Object)] },
      { line: 4, error: { field: 'person', message: 'expected a list of one to eight persons' } },
    ])
  })

  it.each([
    [['--programs', 'snap,nothing'], /^\n--programs: there is no "nothing" in nyc: expected some of affordable-connectivity/],
    [['--as-of', '2026-02-30'], /^\n--as-of: expected a day/],
    [['--format', 'csv'], /^\n--format: expected hub or accessnyc/],
    [['--out', '/nowhere/out.jsonl'], /^\n--out: \/nowhere\/out.jsonl cannot be written \(ENOENT\)/],
    [['--in', '/nowhere.jsonl'], /^\n--in: \/nowhere.jsonl cannot be read \(ENOENT\)/],
  ])('refuses %j in a sentence', (args, sentence) => {
    desk.write([])
    const { code, stderr } = desk.run(...args)
    expect([code, stderr]).toEqual([1, expect.stringMatching(sentence)])
  })

  it('writes over no file that it has not made', () => {
    desk.write([{ facts: alone }])
    writeFileSync(desk.out, 'somebody else wrote this\n')
    expect(desk.run('--programs', 'snap').stderr).toContain('is there already')
    expect(desk.run('--programs', 'snap', '--fresh').code).toBe(0)
  })
})
