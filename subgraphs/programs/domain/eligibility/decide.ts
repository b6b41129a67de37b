/** The whole answer for one program, with all that explains it. Pure: the same program, facts and day give the same answer for ever. */
import type { HouseholdFacts, LocalText } from '../../../../runtime/facts'
import type { Answer, CriterionAnswer, CriterionState, FactQuestion, FailingTest } from './answer'
import type { CompiledCriterion } from './compiled'
import { expenses, incomes } from './facts-by-number'
import type { Court } from './court'
import { refer } from './explain'
import { judge, type TapedProgram } from './judge'
import { memberOf, numberOf, ofMember, type Fact } from './open-facts'
import { questionFor } from './question'
import { say } from './said'
import type { Said } from './sayings'
import { comesOut, wantsSource } from './settle'
import { closingOf, isListWhole, type Sheet } from './sheet'
import { proof, testsOf, type Proof } from './why-not'

const noRules: LocalText = {
  en: 'The rules in force on this day are not in the hub.',
  es: 'Las reglas vigentes en este día no están en el sistema.',
}

/** Of the household that was heard. Never throws: whatever is not known or makes no sense is unknown. */
export function decide(court: Court, program: TapedProgram): Answer {
  const { rules } = program
  const { household, asOf, desk } = court
  const judgement = judge(court, program)
  const unsourced: string[] = []
  const criteria = program.criteria.map((at, index) => answerCriterion(court, at, rules.criteria[index]!, unsourced))
  const note = rules.inForce ? (rules.discretionary ?? rules.note) : noRules
  const answer: Answer = {
    program: rules.program,
    outcome: judgement.outcome,
    asOf,
    ruleVersion: rules.ruleVersion,
    criteria,
    missing: questions(judgement.missing, desk.sheet, household),
    mayNameTooMany: judgement.isCut,
    whyNot: judgement.outcome === 'INELIGIBLE' ? failing(court, program) : [],
    toVerify: questions(judgement.toVerify, desk.sheet, household),
    unsourced,
  }
  return note === undefined ? answer : { ...answer, note }
}

/** The ids of criteria that stay open for want of a source go into `unsourced`. */
function answerCriterion(court: Court, at: number, criterion: CompiledCriterion, unsourced: string[]): CriterionAnswer {
  const { state, isHollow } = stateOf(court, at)
  if (isHollow) unsourced.push(criterion.id)
  const answer = inWords(criterion, state, say(court.desk, court.household, at, -1), isHollow)
  const { to } = criterion.span
  return to === undefined ? answer : { ...answer, effectiveTo: to }
}

/** Written out for each case: there are a hundred and more of these for a household. */
function inWords(criterion: CompiledCriterion, state: CriterionState, said: Said, isHollow: boolean): CriterionAnswer {
  const { id, text, stage, citation, span } = criterion
  const { facts, limit, margin } = said
  const effectiveFrom = span.from
  // A limit without a source is not zero: it is not shown.
  if (isHollow || limit === undefined) return { id, text, stage, state, facts, citation, effectiveFrom }
  if (margin === undefined) return { id, text, stage, state, facts, limit, citation, effectiveFrom }
  return { id, text, stage, state, facts, limit, margin, citation, effectiveFrom }
}

function stateOf(court: Court, at: number): { readonly state: CriterionState; readonly isHollow: boolean } {
  const { yes, no } = court.desk
  if (yes[at] !== 0) return { state: 'TRUE', isHollow: false }
  if (no[at] !== 0) return { state: 'FALSE', isHollow: false }
  const is = comesOut(court, at)
  if (is === 'YES' || is === 'NO') return { state: is === 'YES' ? 'TRUE' : 'FALSE', isHollow: false }
  return { state: is === 'OPEN' ? 'UNSOURCED' : 'UNKNOWN', isHollow: wantsSource(court, at) }
}

/** Withheld facts keep the answer open but are never asked for. */
export function questions(facts: readonly Fact[], sheet: Sheet, household: HouseholdFacts): readonly FactQuestion[] {
  const asked: FactQuestion[] = []
  for (const fact of facts) {
    for (const one of asks(fact, sheet)) {
      if (isWithheld(one, sheet)) continue
      const ref = refer(one, household)
      asked.push({ ...ref, question: questionFor(ref.fact) })
    }
  }
  return asked
}

/** Of a list of amounts that nobody has told one asks what is on it and, where it does not say so, whether that is all. */
export function asks(fact: Fact, sheet: Sheet): readonly Fact[] {
  const [member, number] = [memberOf(fact), numberOf(fact)]
  if (member < 0 || (number !== incomes && number !== expenses) || isWithheld(fact, sheet)) return [fact]
  const isTold = ((sheet.memberKnown[number]! >>> member) & 1) === 1
  return isTold || isListWhole(sheet, number, member) ? [fact] : [fact, ofMember(closingOf(number), member)]
}

export function isWithheld(fact: Fact, { withheld, memberWithheld }: Sheet): boolean {
  const member = memberOf(fact)
  return member < 0 ? withheld[fact] === 1 : ((memberWithheld[numberOf(fact)]! >>> member) & 1) === 1
}

function failing(court: Court, { rules, criteria }: TapedProgram): readonly FailingTest[] {
  const { desk } = court
  let fewest: Proof | undefined
  let of = 0
  criteria.forEach((at, index) => {
    if (desk.no[at] === 0) return
    const next = proof(desk, at, -1)
    if (fewest !== undefined && next.count >= fewest.count) return
    fewest = next
    of = index
  })
  if (fewest !== undefined) return testsOf(fewest).map(({ at, member }) => tell(court, rules.criteria[of]!.id, at, member))
  // No criterion is false, but those that are open exclude each other.
  return criteria.flatMap((at, index) => (desk.yes[at] === 0 ? [tell(court, rules.criteria[index]!.id, at, -1)] : []))
}

function tell({ desk, household }: Court, criterion: string, at: number, member: number): FailingTest {
  const { facts, limit, margin } = say(desk, household, at, member)
  if (limit === undefined) return { criterion, facts }
  return margin === undefined ? { criterion, facts, limit } : { criterion, facts, limit, margin }
}
