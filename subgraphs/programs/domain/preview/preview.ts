/** Two rule books judge the same households on the same day: who gains, who loses, and by which criterion. */
import type { HouseholdFacts } from '../../../../runtime/facts'
import type { Answer, CriterionState, Outcome } from '../eligibility/answer'
import type { RuleBook } from '../eligibility/rule-book'
import { changeOf, changes, type Change } from './change'

export interface PreviewOfProgram {
  readonly program: string
  readonly name: string
  readonly counts: Readonly<Record<Change, number>>
  /** How many households went from which answer to which; ABSENT is a program that the book does not have. */
  readonly transitions: readonly Transition[]
  /** For each change, the criteria that changed their state in most households first. */
  readonly reasons: Readonly<Record<Change, readonly Reason[]>>
}

export interface Transition {
  readonly from: Outcome | 'ABSENT'
  readonly to: Outcome | 'ABSENT'
  readonly households: number
}

/** ABSENT: the rules do not ask for it. Of the criterion `status` the states are those of the program itself. */
export interface Reason {
  readonly criterion: string
  readonly text: string
  readonly from: string
  readonly to: string
  readonly households: number
}

export interface Preview {
  add(facts: HouseholdFacts): void
  /** How many households were judged. */
  households(): number
  /** The programs of which an outcome changes, by id. */
  programs(): readonly PreviewOfProgram[]
}

export function openPreview(before: RuleBook, after: RuleBook, asOf: string): Preview {
  const names = new Map([...before.programs, ...after.programs].map(({ id, name }) => [id, name.en]))
  const ids = [...names.keys()].sort()
  const tallies = new Map<string, Tally>()
  let households = 0

  return {
    add(facts) {
      households += 1
      const [was, is] = [outcomes(before, facts, asOf), outcomes(after, facts, asOf)]
      for (const id of ids) {
        const change = changeOf(was.get(id), is.get(id))
        if (change === undefined) continue
        const tally = tallies.get(id) ?? openTally()
        tallies.set(id, tally)
        tally.counts[change] += 1
        count(tally.transitions, `${was.get(id) ?? 'ABSENT'} ${is.get(id) ?? 'ABSENT'}`)
        for (const reason of reasons(before.decide(id, facts, asOf), after.decide(id, facts, asOf)))
          count(tally.reasons[change], JSON.stringify(reason))
      }
    },
    households: () => households,
    programs: () => ids.flatMap((id) => show(id, names.get(id) ?? id, tallies.get(id)) ?? []),
  }
}

interface Tally {
  readonly counts: Record<Change, number>
  readonly transitions: Map<string, number>
  readonly reasons: Readonly<Record<Change, Map<string, number>>>
}

function openTally(): Tally {
  const each = <T>(make: () => T) => Object.fromEntries(changes.map((change) => [change, make()])) as Record<Change, T>
  return { counts: each(() => 0), transitions: new Map(), reasons: each(() => new Map<string, number>()) }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function outcomes(book: RuleBook, facts: HouseholdFacts, asOf: string): ReadonlyMap<string, Outcome> {
  const day = book.on(asOf)
  const judgements = day.screen(facts)
  return new Map(day.programs.map(({ rules }, index) => [rules.program, judgements[index]!.outcome] as const))
}

/** Which criteria say something else. One that is not asked for stands in nobody's way, as one that is true. */
function reasons(before: Answer | undefined, after: Answer | undefined): Omit<Reason, 'households'>[] {
  const told: Omit<Reason, 'households'>[] = []
  if (before === undefined || after === undefined || (before.outcome === 'CLOSED') !== (after.outcome === 'CLOSED'))
    told.push({
      criterion: 'status',
      text: 'Whether the program is there and takes applications.',
      from: statusOf(before),
      to: statusOf(after),
    })
  const all = new Map([...(before?.criteria ?? []), ...(after?.criteria ?? [])].map(({ id, text }) => [id, text.en]))
  for (const [criterion, text] of all) {
    const [from, to] = [stateIn(before, criterion), stateIn(after, criterion)]
    if (from !== to && (from ?? 'TRUE') !== (to ?? 'TRUE'))
      told.push({ criterion, text, from: from ?? 'ABSENT', to: to ?? 'ABSENT' })
  }
  return told
}

function stateIn(answer: Answer | undefined, criterion: string): CriterionState | undefined {
  return answer?.criteria.find(({ id }) => id === criterion)?.state
}

function statusOf(answer: Answer | undefined): string {
  if (answer === undefined) return 'ABSENT'
  return answer.outcome === 'CLOSED' ? 'CLOSED' : 'OPEN'
}

function show(program: string, name: string, tally: Tally | undefined): PreviewOfProgram | undefined {
  if (tally === undefined) return undefined
  const told = (counts: Map<string, number>) =>
    byMost([...counts].map(([reason, households]) => ({ ...(JSON.parse(reason) as Omit<Reason, 'households'>), households })))
  return {
    program,
    name,
    counts: tally.counts,
    transitions: byMost(
      [...tally.transitions].map(([key, households]) => {
        const [from, to] = key.split(' ') as [Transition['from'], Transition['to']]
        return { from, to, households }
      }),
    ),
    reasons: Object.fromEntries(changes.map((change) => [change, told(tally.reasons[change])])) as PreviewOfProgram['reasons'],
  }
}

function byMost<T extends { readonly households: number }>(rows: readonly T[]): readonly T[] {
  return rows.toSorted((one, other) => other.households - one.households)
}
