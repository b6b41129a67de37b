import type { FactQuestion } from '../../../subgraphs/programs/domain/eligibility/answer'
import { interview, openPrograms, type OpenProgram } from '../../../subgraphs/programs/domain/eligibility/interview'
import { answer, openCity, tenant } from './cities'

const ask = (fact: string, member?: string): FactQuestion => ({
  fact,
  ...(member === undefined ? {} : { member }),
  question: { en: `${fact}?` },
})

const open = (program: string, missing: readonly FactQuestion[], settles: readonly FactQuestion[] = []): OpenProgram => ({
  program,
  missing,
  couldSettle: settles.map((question) => ({ ...question, answers: [{ value: 'true', outcome: 'ELIGIBLE' }] })),
})

const asked = (programs: readonly OpenProgram[]) =>
  interview(programs).map(({ fact, member }) => (member === undefined ? fact : `${fact} of ${member}`))

describe('the next best question', () => {
  test('is the one that may decide most programs alone', () => {
    const [tenure, county] = [ask('tenure'), ask('county')]
    const programs = [open('a', [county, tenure], [tenure]), open('b', [county, tenure], [tenure]), open('c', [county], [county])]
    expect(interview(programs)).toEqual([
      { ...tenure, programs: ['a', 'b'], settles: ['a', 'b'] },
      { ...county, programs: ['a', 'b', 'c'], settles: ['c'] },
    ])
  })

  test('then the one that most open programs miss, then the first of the catalogue', () => {
    const [snap, tenure, county] = [ask('receivesSnap'), ask('tenure'), ask('county')]
    expect(asked([open('a', [snap, tenure]), open('b', [snap, county])])).toEqual(['receivesSnap', 'county', 'tenure'])
  })

  test('a fact of two members is two questions', () => {
    expect(asked([open('a', [ask('pregnant', 'm'), ask('pregnant', 'n')])])).toEqual(['pregnant of m', 'pregnant of n'])
  })

  test('whether those are all the incomes is asked right after what they are', () => {
    const [list, all, snap] = [ask('incomes', 'm'), ask('incomesComplete', 'm'), ask('receivesSnap')]
    expect(asked([open('a', [list, all], [list]), open('b', [snap, all], [snap])])).toEqual([
      'receivesSnap',
      'incomes of m',
      'incomesComplete of m',
    ])
    expect(asked([open('a', [all], [all]), open('b', [snap])])).toEqual(['incomesComplete of m', 'receivesSnap'])
  })

  test('there is none once nothing is open', () => {
    expect(interview([])).toEqual([])
  })
})

describe('the interview of a household', () => {
  const nyc = openCity('nyc')
  const day = nyc.on('2026-06-01')
  const all = nyc.programs.map(({ id }) => id)
  const { evictionCase: _, ...facts } = tenant(0)

  test('asks exactly what the answers miss', () => {
    const missing = nyc
      .decideAll(facts, '2026-06-01')
      .flatMap((found) => found.missing.map(({ fact, member }) => `${fact} ${member}`))
    const questions = interview(openPrograms(day, facts, '2026-06-01', all))
    expect(questions.map(({ fact, member }) => `${fact} ${member}`).sort()).toEqual([...new Set(missing)].sort())
  })

  test('speaks of those programs alone that are asked about and still open', () => {
    const programs = openPrograms(day, facts, '2026-06-01', ['right-to-counsel', 'one-shot-deal'])
    expect(programs.map(({ program }) => program)).toEqual(['right-to-counsel'])
    expect(interview(programs)).toMatchObject([
      { fact: 'evictionCase', programs: ['right-to-counsel'], settles: ['right-to-counsel'] },
    ])
    expect(answer(nyc, 'one-shot-deal', facts, '2026-06-01').outcome).toBe('DISCRETIONARY')
  })
})
