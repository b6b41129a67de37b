/**
 * The right answer, by trying every household that fits what is known: the outcome is decided once it is the same in all of them,
 * and a fact is missing where two of them differ in it alone and in the outcome.
 */
import type { HouseholdFacts } from '../../../../runtime/facts'
import type { CriterionState, Outcome } from '../../../../subgraphs/programs/domain/eligibility/answer'
import type { Criterion, RuleVersion } from '../../../../subgraphs/programs/domain/eligibility/rule'
import type { CityRules } from '../../../../subgraphs/programs/domain/eligibility/rule-book'
import { complete } from './complete'
import type { Asked, Unknown } from './draft'
import { isTrue } from './evaluate'
import { all, type Truth } from './quantity'
import { readsOf } from './reads'
import type { Settling } from './settles'
import { unknownsOf } from './unknowns'
import { definitionsOf, isOpen, programOf, versionOn } from './world'

export interface Judgement {
  readonly outcome: Outcome
  readonly states: readonly (readonly [criterion: string, state: CriterionState])[]
  /** As `fact` or `fact of member`, sorted. */
  readonly missing: readonly string[]
  readonly toVerify: readonly string[]
  /** Open whatever becomes known. */
  readonly unsourced: readonly string[]
  /** Open though every fact is known, in one household at least that fits: only these may be said to want a source. */
  readonly perhapsUnsourced: readonly string[]
  readonly couldSettle: readonly Settling[]
}

/** A household that fits what is known: which value each unknown has, and what the criteria say of it. */
interface Completion {
  readonly choice: readonly number[]
  readonly truths: readonly Truth[]
}

export function judge(city: CityRules, id: string, facts: HouseholdFacts, asOf: string): Judgement {
  const program = programOf(city, id)
  const version = versionOn(program, asOf)
  const isTaking = isOpen(program, asOf)
  if (version === undefined) {
    const outcome = isTaking ? 'NEEDS_INFORMATION' : 'CLOSED'
    return { outcome, states: [], missing: [], toVerify: [], unsourced: [], perhapsUnsourced: [], couldSettle: [] }
  }
  const unknowns = unknownsOf(facts, readsOf(city, id, asOf), asOf)
  const completions = complete({ facts }, unknowns).map(({ choice, draft }) => {
    const world = { city, asOf, definitions: definitionsOf(city, version), ...draft }
    return { choice, truths: version.criteria.map(({ when }) => isTrue(when, world)) }
  })
  if (completions.length === 0) throw new Error('no household fits what is known')
  const outcome = isTaking ? decided(completions, version) : 'CLOSED'
  const states = version.criteria.map(
    (criterion, index) => [criterion.id, stateOf(completions.map(({ truths }) => truths[index]))] as const,
  )
  const isDecidedNo = outcome === 'INELIGIBLE' || outcome === 'CLOSED'
  const missing = outcome === 'NEEDS_INFORMATION' ? mattering(unknowns, completions, screened(version)) : []
  return {
    outcome,
    states,
    missing,
    toVerify: isDecidedNo ? [] : mattering(unknowns, completions, verified(version)).filter((fact) => !missing.includes(fact)),
    unsourced: states.flatMap(([criterion, state]) => (state === 'UNSOURCED' ? [criterion] : [])),
    perhapsUnsourced: version.criteria.flatMap((criterion, index) =>
      completions.some(({ truths }) => truths[index] === undefined) ? [criterion.id] : [],
    ),
    couldSettle: settling(unknowns, completions, version, missing),
  }
}

type Part = (truths: readonly Truth[]) => Truth

function screened({ criteria }: RuleVersion): Part {
  return stage(criteria, 'SCREEN')
}

function verified({ criteria }: RuleVersion): Part {
  return stage(criteria, 'VERIFY')
}

function stage(criteria: readonly Criterion[], wanted: Criterion['stage']): Part {
  return (truths) => all(truths.filter((_, index) => criteria[index]?.stage === wanted))
}

/** One criterion false, whichever it is, in every household is a no; what is verified does not hold a yes open. */
function decided(completions: readonly Completion[], version: RuleVersion): Outcome {
  if (completions.every(({ truths }) => truths.includes(false))) return 'INELIGIBLE'
  const isYes = completions.every(({ truths }) => screened(version)(truths) === true)
  if (!isYes) return 'NEEDS_INFORMATION'
  return version.discretionary === undefined ? 'ELIGIBLE' : 'DISCRETIONARY'
}

function stateOf(truths: readonly Truth[]): CriterionState {
  if (truths.every((truth) => truth === true)) return 'TRUE'
  if (truths.every((truth) => truth === false)) return 'FALSE'
  return truths.every((truth) => truth === undefined) ? 'UNSOURCED' : 'UNKNOWN'
}

/** The facts by which alone two households differ for which the part comes out differently. */
function mattering(unknowns: readonly Unknown[], completions: readonly Completion[], part: Part): readonly string[] {
  const facts = unknowns.flatMap(({ asked, values }, index) =>
    alike(completions, index)
      .filter((group) => new Set(group.map(({ truths }) => part(truths))).size > 1)
      .flatMap((group) => group.flatMap(({ choice }) => [...asked, ...(values[choice[index]!]?.asked ?? [])])),
  )
  return [...new Set(facts.map(nameOf))].sort()
}

/** Households in groups that differ in one unknown alone. */
function alike(completions: readonly Completion[], unknown: number): readonly (readonly Completion[])[] {
  const groups = new Map<string, Completion[]>()
  for (const completion of completions) {
    const rest = completion.choice.toSpliced(unknown, 1).join()
    const group = groups.get(rest)
    if (group === undefined) groups.set(rest, [completion])
    else group.push(completion)
  }
  return [...groups.values()]
}

/** For each missing fact the values, of those that can be said in a word, that alone decide. */
function settling(
  unknowns: readonly Unknown[],
  completions: readonly Completion[],
  version: RuleVersion,
  missing: readonly string[],
): readonly Settling[] {
  return unknowns.flatMap(({ asked, values }, index) => {
    const answers = values.flatMap(({ text }, chosen) => {
      const rest = completions.filter(({ choice }) => choice[index] === chosen)
      const outcome = decided(rest, version)
      return text === undefined || outcome === 'NEEDS_INFORMATION' ? [] : [{ value: text, outcome }]
    })
    if (answers.length === 0) return []
    return asked.filter((fact) => missing.includes(nameOf(fact))).map((fact) => ({ ...fact, answers }))
  })
}

export function nameOf({ fact, member }: Asked): string {
  return member === undefined ? fact : `${fact} of ${member}`
}
