import { Field, ObjectType } from 'type-graphql'
import type { LocalText } from '../../../runtime/facts'
import { LocalTextObject } from '../../../schema/shared/local-text'
import { Day } from '../../../schema/shared/scalars'
import { CriterionState, EligibilityOutcome, RuleStage } from './enums'
import { ProgramObject } from './types'

@ObjectType('Citation', { description: 'The law or official text behind a rule.', simpleResolvers: true })
export class CitationObject {
  @Field(() => String, { description: 'The law, as lawyers cite it.' })
  law!: string

  @Field(() => String, { nullable: true, description: 'Where to read it.' })
  url?: string | undefined
}

@ObjectType('FactUsed', { description: 'A fact that a rule read.', simpleResolvers: true })
export class FactUsedObject {
  @Field(() => String, { description: 'Its name in the facts of the household or of a member.' })
  fact!: string

  @Field(() => String, { nullable: true, description: 'The member it is about; null for the household.' })
  member?: string | undefined

  @Field(() => String, { nullable: true, description: 'Its value in plain text; null where it is not known or withheld.' })
  value?: string | undefined

  @Field(() => Boolean, { nullable: true, description: 'True where it is on record but may not be read here.' })
  withheld?: true | undefined
}

@ObjectType('FactQuestion', { description: 'A fact to ask for.', simpleResolvers: true })
export class FactQuestionObject {
  @Field(() => String, { description: 'Its name in the facts of the household or of a member.' })
  fact!: string

  @Field(() => String, { nullable: true, description: 'The member to ask about; null for the household.' })
  member?: string | undefined

  @Field(() => LocalTextObject, { description: 'How to ask.' })
  question!: LocalText
}

@ObjectType('SettlingAnswer', { description: 'What would follow from a value of a fact.', simpleResolvers: true })
export class SettlingAnswerObject {
  @Field(() => String, {
    description: 'The value in plain words: "true", "NONPAYMENT", "under 62", "WAGES of more than 1,234.00 a year".',
  })
  value!: string

  @Field(() => EligibilityOutcome, { description: 'The answer once that is on record.' })
  outcome!: string
}

@ObjectType('SettlingFact', {
  description: 'A missing fact that may decide alone, whatever else is still missing.',
  simpleResolvers: true,
})
export class SettlingFactObject {
  @Field(() => String, { description: 'Its name in the facts of the household or of a member.' })
  fact!: string

  @Field(() => String, { nullable: true, description: 'The member to ask about; null for the household.' })
  member?: string | undefined

  @Field(() => LocalTextObject, { description: 'How to ask.' })
  question!: LocalText

  @Field(() => [SettlingAnswerObject], {
    description: 'The values that decide it, and how. Any other value may leave the answer open.',
  })
  answers!: readonly SettlingAnswerObject[]
}

@ObjectType('FailingTest', { description: 'One test that fails, of those that are enough to say no.', simpleResolvers: true })
export class FailingTestObject {
  @Field(() => String, { description: 'The rule it belongs to: the `id` of one of the criteria.' })
  criterion!: string

  @Field(() => [FactUsedObject], { description: 'The facts it read.' })
  facts!: readonly FactUsedObject[]

  @Field(() => String, { nullable: true, description: 'The limit, such as "at most 50,000.00 a year".' })
  limit?: string | undefined

  @Field(() => String, { nullable: true, description: 'How far the household is from it, such as "223.00 a month over".' })
  margin?: string | undefined
}

@ObjectType('CriterionAnswer', { description: 'One rule of a program, and whether it holds.', simpleResolvers: true })
export class CriterionAnswerObject {
  @Field(() => String, { description: 'Its name within the program.' })
  id!: string

  @Field(() => LocalTextObject, { description: 'The rule in plain words.' })
  text!: LocalText

  @Field(() => RuleStage, { description: 'When it is asked about.' })
  stage!: string

  @Field(() => CriterionState, { description: 'Whether it holds.' })
  state!: string

  @Field(() => [FactUsedObject], { description: 'The facts it read.' })
  facts!: readonly FactUsedObject[]

  @Field(() => String, { nullable: true, description: 'The limit, such as "at most 50,000.00 a year".' })
  limit?: string | undefined

  @Field(() => String, { nullable: true, description: 'How far the household is from it, such as "223.00 a month over".' })
  margin?: string | undefined

  @Field(() => CitationObject, { description: 'The law behind it.' })
  citation!: CitationObject

  @Field(() => Day, { description: 'First day of the rule and of the figures it used.' })
  effectiveFrom!: string

  @Field(() => Day, { nullable: true, description: 'Last day, where it is known.' })
  effectiveTo?: string | undefined
}

@ObjectType('Eligibility', {
  description: 'What the rules of one program say of one household on one day.',
  simpleResolvers: true,
})
export class EligibilityObject {
  @Field(() => ProgramObject, { description: 'The program.' })
  program!: ProgramObject

  @Field(() => EligibilityOutcome, { description: 'The answer.' })
  outcome!: string

  @Field(() => Day, { description: 'The day whose rules were used.' })
  asOf!: string

  @Field(() => Day, { description: 'The version of the rules: its first day.' })
  ruleVersion!: string

  @Field(() => [CriterionAnswerObject], { description: 'Every rule, and whether it holds.' })
  criteria!: readonly CriterionAnswerObject[]

  @Field(() => [FactQuestionObject], { description: 'The facts on which the answer still depends. Empty once it is decided.' })
  missing!: readonly FactQuestionObject[]

  @Field(() => Boolean, {
    description: 'Whether it could not be told of each fact that `missing` names whether it matters: then some of them may not.',
  })
  mayNameTooMany!: boolean

  @Field(() => [FailingTestObject], {
    description: 'Why the answer is no: the fewest failing tests that are enough for it. Empty unless it is INELIGIBLE.',
  })
  whyNot!: readonly FailingTestObject[]

  @Field(() => [FactQuestionObject], { description: 'What the agency will still check at application.' })
  toVerify!: readonly FactQuestionObject[]

  @Field(() => [String], {
    description: 'Names of the rules that stay open because their limit or test has no source on record.',
  })
  unsourced!: readonly string[]

  @Field(() => LocalTextObject, { nullable: true, description: 'What else to know.' })
  note?: LocalText | undefined

  /** Works out `couldSettle`, which is dear, for who asks for it. */
  settle!: () => Promise<readonly SettlingFactObject[]>
}
