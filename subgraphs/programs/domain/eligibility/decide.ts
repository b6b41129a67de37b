/** The whole answer for one program, with all that explains it. Pure: the same program, facts and day give the same answer for ever. */
import type { HouseholdFacts, LocalText } from '../../../../runtime/facts'
import type { Answer, CriterionAnswer, CriterionState, FactQuestion, FailingTest } from './answer'
import type { CompiledCriterion } from './compiled'
import { expenses, incomes } from './facts-by-number'
import { explainFacts, explainLimit, explainMargin, refer } from './explain'
import type { Court } from './court'
import { judge, type TapedProgram } from './judge'
import { settle } from './settle'
import { begin, meet, memberOf, numberOf, ofMember, type Fact } from './open-facts'
import { questionFor } from './question'
import { closingOf, isListWhole, type Sheet } from './sheet'
import { rest, type Basis } from './used-facts'
import { least, proof } from './why-not'

const noRules: LocalText = {
  en: 'The rules in force on this day are not in the hub.',
  es: 'Las reglas vigentes en este día no están en el sistema.',
}

/** Of the household that was heard. Never throws: whatever is not known or makes no sense is unknown. */
export function decide(court: Court, program: TapedProgram): Answer {
  const { rules, criteria } = program
  const { household, asOf } = court
  const judgement = judge(court, program)
  const answers = criteria.map((at, index) => answerCriterion(court, at, rules.criteria[index] as CompiledCriterion))
  const note = rules.inForce ? (rules.discretionary ?? rules.note) : noRules
  return {
    program: rules.program,
    outcome: judgement.outcome,
    asOf,
    ruleVersion: rules.ruleVersion,
    criteria: answers.map(({ criterion }) => criterion),
    missing: questions(judgement.missing, court.desk.sheet, household),
    mayNameTooMany: judgement.isCut,
    whyNot: judgement.outcome === 'INELIGIBLE' ? failing(court, program) : [],
    toVerify: questions(judgement.toVerify, court.desk.sheet, household),
    unsourced: answers.filter(({ isHollow }) => isHollow).map(({ criterion }) => criterion.id),
    ...(note === undefined ? {} : { note }),
  }
}

function answerCriterion(court: Court, at: number, criterion: CompiledCriterion) {
  const { desk, household } = court
  const { id, text, stage, citation, span } = criterion
  const { state, isHollow } = stateOf(court, at)
  const basis: Basis = { facts: [], met: undefined }
  rest(desk, at, -1, basis)
  // A limit without a source is not zero: it is not shown.
  const met = isHollow ? undefined : basis.met
  const margin = met === undefined ? undefined : explainMargin(met)
  const answer: CriterionAnswer = {
    id,
    text,
    stage,
    state,
    facts: explainFacts(basis.facts, household),
    ...(met === undefined ? {} : { limit: explainLimit(met) }),
    ...(margin === undefined ? {} : { margin }),
    citation,
    effectiveFrom: span.from,
    ...(span.to === undefined ? {} : { effectiveTo: span.to }),
  }
  return { criterion: answer, isHollow }
}

function stateOf(court: Court, at: number): { readonly state: CriterionState; readonly isHollow: boolean } {
  const { desk, open } = court
  const { walk } = open
  if (desk.yes[at] !== 0) return { state: 'TRUE', isHollow: false }
  if (desk.no[at] !== 0) return { state: 'FALSE', isHollow: false }
  begin(walk)
  meet(walk, at, -1)
  const { hollow, entangled, count } = walk
  if (count === 0) return { state: hollow ? 'UNSOURCED' : 'UNKNOWN', isHollow: hollow }
  if (!hollow && !entangled) return { state: 'UNKNOWN', isHollow: false }
  const { is } = settle(court, [at])
  if (is === 'YES' || is === 'NO') return { state: is === 'YES' ? 'TRUE' : 'FALSE', isHollow: false }
  return { state: is === 'OPEN' ? 'UNSOURCED' : 'UNKNOWN', isHollow: hollow }
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
  const proofs = criteria.flatMap((at, index) =>
    desk.no[at] === 0 ? [] : [{ id: rules.criteria[index]!.id, tests: proof(desk, at, -1) }],
  )
  const fewest = least(proofs.map(({ tests }) => tests))
  const criterion = proofs.find(({ tests }) => tests === fewest)?.id
  if (criterion !== undefined) return fewest.map(({ at, member }) => ({ criterion, ...tell(court, at, member) }))
  // No criterion is false, but those that are open exclude each other.
  return criteria.flatMap((at, index) =>
    desk.yes[at] === 0 ? [{ criterion: rules.criteria[index]!.id, ...tell(court, at, -1) }] : [],
  )
}

function tell({ desk, household }: Court, at: number, member: number): Omit<FailingTest, 'criterion'> {
  const basis: Basis = { facts: [], met: undefined }
  rest(desk, at, member, basis)
  const margin = basis.met === undefined ? undefined : explainMargin(basis.met)
  return {
    facts: explainFacts(basis.facts, household),
    ...(basis.met === undefined ? {} : { limit: explainLimit(basis.met) }),
    ...(margin === undefined ? {} : { margin }),
  }
}
