/** Asks the engine a random question, and again once something is known or told in another order. */
import type { Answer } from '../../../../subgraphs/programs/domain/eligibility/answer'
import { openRuleBook } from '../../../../subgraphs/programs/domain/eligibility/rule-book'
import { answer } from '../cities'
import { nameOf } from './judge'
import { readsOf } from './reads'
import type { Question } from './tame'
import { unknownsOf } from './unknowns'

export function decide({ city, program, facts, asOf }: Question): Answer {
  return answer(openRuleBook(city), program, facts, asOf)
}

/** The question once one thing that was not known is known, and the facts that asked for it; undefined where all is known. */
export function learn(question: Question, luck: number) {
  const { city, program, facts, asOf } = question
  const unknowns = unknownsOf(facts, readsOf(city, program, asOf), asOf)
  const unknown = unknowns[luck % Math.max(1, unknowns.length)]
  const value = unknown?.values[luck % unknown.values.length]
  if (unknown === undefined || value === undefined) return undefined
  return {
    after: { ...question, facts: value.fill({ facts }).facts },
    told: [...unknown.asked, ...(value.asked ?? [])].map(nameOf),
  }
}

export function turned(question: Question): Question {
  return { ...question, facts: { ...question.facts, members: question.facts.members.toReversed() } }
}
