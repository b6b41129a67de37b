/** Decides a program for a household on a day. Pure: the same program, facts and day give the same answer for ever. */
import type { HouseholdFacts, LocalText } from '../../../../runtime/facts'
import type { Answer, CriterionAnswer, CriterionState, FactQuestion, Outcome } from './answer'
import type { CompiledCriterion, CompiledProgram } from './compiled'
import { judge } from './evaluate'
import { explainFacts, explainLimit, explainMargin } from './explain'
import { distinct, sharpen } from './missing'
import { questionFor, type FactRef, type Subject } from './read-fact'
import { gather, type Verdict } from './verdict'

interface Judged {
  readonly criterion: CompiledCriterion
  readonly verdict: Verdict
}

const noRules: LocalText = {
  en: 'The rules in force on this day are not in the hub.',
  es: 'Las reglas vigentes en este día no están en el sistema.',
}

/** `asOf` is the day the program was compiled for. Never throws: whatever is not known or makes no sense is unknown. */
export function decide(program: CompiledProgram, facts: HouseholdFacts, asOf: string): Answer {
  const subject: Subject = { household: facts, asOf, found: new Map() }
  const judged = judgeAll(program, subject)
  const outcome = conclude(program, judged)
  const open = outcome === 'NEEDS_INFORMATION' ? judged.filter(isOpenAt('SCREEN')) : []
  const verify = outcome === 'INELIGIBLE' || outcome === 'CLOSED' ? [] : judged.filter(isOpenAt('VERIFY'))
  const note = program.inForce ? (program.discretionary ?? program.note) : noRules
  return {
    program: program.program,
    outcome,
    asOf,
    ruleVersion: program.ruleVersion,
    criteria: judged.map((one) => answerCriterion(one, subject)),
    missing: questions(open),
    toVerify: questions(verify),
    unsourced: judged
      .filter(({ verdict }) => verdict.truth === 'UNKNOWN' && verdict.unsourced)
      .map(({ criterion }) => criterion.id),
    ...(note === undefined ? {} : { note }),
  }
}

function judgeAll(program: CompiledProgram, subject: Subject): readonly Judged[] {
  const { household, asOf } = subject
  return program.criteria.map((criterion) => {
    const judgeWith = (facts: HouseholdFacts) => judge(criterion.when, { household: facts, asOf, found: new Map() })
    return { criterion, verdict: sharpen(judge(criterion.when, subject), household, judgeWith) }
  })
}

/** A verify criterion that is open leaves the answer alone; one that is known to be false decides it. */
function conclude(program: CompiledProgram, judged: readonly Judged[]): Outcome {
  if (!program.open) return 'CLOSED'
  if (judged.some(({ verdict }) => verdict.truth === 'FALSE')) return 'INELIGIBLE'
  if (!program.inForce || judged.some(isOpenAt('SCREEN'))) return 'NEEDS_INFORMATION'
  return program.discretionary === undefined ? 'ELIGIBLE' : 'DISCRETIONARY'
}

function isOpenAt(stage: 'SCREEN' | 'VERIFY') {
  return ({ criterion, verdict }: Judged) => criterion.stage === stage && verdict.truth === 'UNKNOWN'
}

function answerCriterion({ criterion, verdict }: Judged, subject: Subject): CriterionAnswer {
  const { id, text, stage, citation, span } = criterion
  const margin = verdict.met === undefined ? undefined : explainMargin(verdict.met)
  return {
    id,
    text,
    stage,
    state: stateOf(verdict),
    facts: explainFacts(gather(verdict.used), subject),
    // A limit without a source is not zero: it is not shown.
    ...(verdict.met === undefined || verdict.unsourced ? {} : { limit: explainLimit(verdict.met) }),
    ...(margin === undefined || verdict.unsourced ? {} : { margin }),
    citation,
    effectiveFrom: span.from,
    ...(span.to === undefined ? {} : { effectiveTo: span.to }),
  }
}

function stateOf({ truth, open, unsourced }: Verdict): CriterionState {
  return truth === 'UNKNOWN' && unsourced && open.length === 0 ? 'UNSOURCED' : truth
}

/** Withheld facts keep the answer open but are never asked for. */
function questions(judged: readonly Judged[]): readonly FactQuestion[] {
  const open = distinct(gather(judged.map(({ verdict }) => verdict.open)))
  return open.filter(({ withheld }) => !withheld).map(ask)
}

function ask({ fact, member }: FactRef): FactQuestion {
  const question = questionFor(fact)
  return member === undefined ? { fact, question } : { fact, member, question }
}
