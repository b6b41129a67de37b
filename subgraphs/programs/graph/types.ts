import { Directive, Field, ObjectType } from 'type-graphql'
import type { LocalText } from '../../../runtime/facts'
import { connectionOf } from '../../../schema/shared/connection'
import { factsSelection, HouseholdFactsObject } from '../../../schema/shared/facts'
import { LocalTextObject } from '../../../schema/shared/local-text'
import { Day, UUID } from '../../../schema/shared/scalars'
import { ProgramArea } from './enums'

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

@ObjectType('Resident', { description: 'A person the city has met.', simpleResolvers: true })
@Directive('@key(fields: "id")')
export class ResidentStub {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string

  @Field(() => HouseholdFactsObject, { nullable: true, description: 'What is known about the household now.' })
  @Directive('@external')
  facts!: object
}

@ObjectType('Screening', { description: "A snapshot of a household's facts.", simpleResolvers: true })
@Directive('@key(fields: "id")')
export class ScreeningStub {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string

  @Field(() => HouseholdFactsObject, { nullable: true, description: 'The facts as they were known then.' })
  @Directive('@external')
  facts!: object

  @Field(() => Day, { nullable: true, description: 'The day whose rules it is judged by.' })
  @Directive('@external')
  asOf!: string
}

/** What the gateway must bring from residents before a household can be judged. */
export const requiresFacts = `@requires(fields: "facts { ${factsSelection} }")`
export const requiresSnapshot = `@requires(fields: "asOf facts { ${factsSelection} }")`

export const ProgramConnection = connectionOf(ProgramObject, 'Program', 'programs')
