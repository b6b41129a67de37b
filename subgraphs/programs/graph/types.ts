import { Directive, Field, ObjectType } from 'type-graphql'
import type { LocalText } from '../../../runtime/facts'
import { connectionOf } from '../../../schema/shared/connection'
import { factsSelection, HouseholdFactsObject } from '../../../schema/shared/facts'
import { LocalTextObject } from '../../../schema/shared/local-text'
import { Day, UUID } from '../../../schema/shared/scalars'
import { CriterionState, EligibilityOutcome, ProgramArea, RuleStage } from './enums'

@ObjectType('Agency', { description: 'A department or partner organization.', simpleResolvers: true })
@Directive('@key(fields: "id")')
export class AgencyObject {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string

  @Field(() => String, { description: "Its code in the city's data, as tokens carry it: hpd." })
  code!: string

  @Field(() => LocalTextObject, { description: 'What it is called.' })
  name!: LocalText

  @Field(() => String, { nullable: true, description: 'Its page.' })
  url?: string | undefined
}

@ObjectType('Program', { description: 'A program of the city or of a partner.', simpleResolvers: true })
@Directive('@key(fields: "id")')
export class ProgramObject {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string

  @Field(() => String, { description: "Its code in the city's data: scrie." })
  code!: string

  @Field(() => LocalTextObject, { description: 'What it is called.' })
  name!: LocalText

  @Field(() => LocalTextObject, { description: 'What it offers, and to whom.' })
  description!: LocalText

  @Field(() => ProgramArea, { description: 'What it helps with.' })
  area!: string

  @Field(() => String, { nullable: true, description: 'Its page.' })
  url?: string | undefined

  @Field(() => [String], { description: 'Its codes in other systems, such as accessnyc:S2R015.' })
  externalIds!: readonly string[]

  @Field(() => LocalTextObject, { description: 'Who counts: the household, the tax household, the family on the lease.' })
  unit!: LocalText

  @Field(() => [String], {
    description: 'Languages in which it is offered, as language tags. Empty where they are not on record.',
  })
  languages!: readonly string[]

  @Field(() => [LocalTextObject], { description: 'Papers an applicant has to bring. Empty where they are not on record.' })
  documents!: readonly LocalText[]

  @Field(() => [String], { description: 'What a program officer should know: readings of the law, sources that are missing.' })
  notes!: readonly string[]

  agencyCode!: string
}

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

  @Field(() => [FactQuestionObject], { description: 'What the agency will still check at application.' })
  toVerify!: readonly FactQuestionObject[]

  @Field(() => [String], {
    description: 'Names of the rules that stay open because their limit or test has no source on record.',
  })
  unsourced!: readonly string[]

  @Field(() => LocalTextObject, { nullable: true, description: 'What else to know.' })
  note?: LocalText | undefined
}

@ObjectType('Resident', { description: 'A person the city has met.', simpleResolvers: true })
@Directive('@key(fields: "id")')
export class ResidentStub {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string

  @Field(() => HouseholdFactsObject, { description: 'What is known about the household now.' })
  @Directive('@external')
  facts!: object
}

@ObjectType('Screening', { description: "A snapshot of a household's facts.", simpleResolvers: true })
@Directive('@key(fields: "id")')
export class ScreeningStub {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string

  @Field(() => HouseholdFactsObject, { description: 'The facts as they were known then.' })
  @Directive('@external')
  facts!: object

  @Field(() => Day, { description: 'The day whose rules it is judged by.' })
  @Directive('@external')
  asOf!: string
}

/** What the gateway must bring from residents before a household can be judged. */
export const requiresFacts = `@requires(fields: "facts { ${factsSelection} }")`
export const requiresSnapshot = `@requires(fields: "asOf facts { ${factsSelection} }")`

export const ProgramConnection = connectionOf(ProgramObject, 'Program', 'programs')
