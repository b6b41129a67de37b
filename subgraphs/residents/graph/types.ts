import { Directive, Field, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../schema/shared/connection'
import { HouseholdFactsObject } from '../../../schema/shared/facts'
import { Day, Instant, UUID } from '../../../schema/shared/scalars'
import { ConsentGiven, ContactPointKind, ContactPolicy, DataCategory, Purpose } from './enums'

@ObjectType('Address', { description: 'Where someone lives or gets mail.', simpleResolvers: true })
export class AddressObject {
  @Field(() => String, { description: 'House number and street.' })
  line1!: string

  @Field(() => String, { nullable: true, description: 'Apartment or unit.' })
  unit!: string | null

  @Field(() => String, { nullable: true, description: 'Town, borough or neighborhood.' })
  locality!: string | null

  @Field(() => String, { nullable: true, description: 'ZIP code.' })
  postalCode!: string | null

  @Field(() => String, { nullable: true, description: 'County as its five-digit FIPS code.' })
  county!: string | null

  @Field(() => String, { nullable: true, description: "The building as the city's canvass lists name it." })
  building!: string | null
}

@ObjectType('ContactPoint', { description: 'One way to reach a resident.', simpleResolvers: true })
export class ContactPointObject {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string

  @Field(() => ContactPointKind, { description: 'The way.' })
  kind!: string

  @Field(() => String, { description: 'The number or address.' })
  value!: string

  @Field(() => Boolean, { description: 'Whether the resident would rather be reached this way.' })
  preferred!: boolean
}

@ObjectType('Household', { description: 'The people who live together, and what is known about them.', simpleResolvers: true })
@Directive('@key(fields: "id")')
export class HouseholdObject {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string

  @Field(() => HouseholdFactsObject, { description: 'What is known now. Never null: what is unknown is null inside.' })
  facts!: object

  @Field(() => Int, { description: 'Grows with every change: give it as `expectedVersion` to change the household.' })
  version!: number

  @Field(() => Instant, { description: 'When it last changed.' })
  updatedAt!: Date
}

@ObjectType('Resident', { description: 'A person the city has met.', simpleResolvers: true })
@Directive('@key(fields: "id")')
export class ResidentObject {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string

  @Field(() => String, { description: 'Code of the city, such as nyc.' })
  city!: string

  @Field(() => String, { nullable: true, description: 'Given name.' })
  givenName!: string | null

  @Field(() => String, { nullable: true, description: 'Family name.' })
  familyName!: string | null

  @Field(() => Day, { nullable: true, description: 'Day of birth.' })
  birthDate!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The language the resident wants to be spoken to in, as a language tag such as es.',
  })
  language!: string

  @Field(() => AddressObject, { nullable: true, description: 'Where the resident lives.' })
  address!: object | null

  @Field(() => ContactPolicy, { nullable: true, description: 'Whether the city may get in touch.' })
  contactPolicy!: string

  @Field(() => UUID, { description: 'The member of the household that this resident is.' })
  memberId!: string

  @Field(() => String, { nullable: true, description: 'Code of the agency that registered the resident.' })
  registeredBy!: string

  @Field(() => Instant, { nullable: true, description: 'When the resident was registered.' })
  registeredAt!: Date

  @Field(() => Int, { description: 'Grows with every change: give it as `expectedVersion` to change the resident.' })
  version!: number

  householdId!: string
}

@ObjectType('Agency', { description: 'A department or partner organization.', simpleResolvers: true })
@Directive('@key(fields: "id", resolvable: false)')
export class AgencyStub {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string
}

@ObjectType('Screening', {
  description:
    "A snapshot of a household's facts at one moment, for one purpose. It never changes, so any old answer can be replayed.",
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class ScreeningObject {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string

  @Field(() => HouseholdFactsObject, { description: 'The facts as they were known then.' })
  facts!: object

  @Field(() => Purpose, { description: 'What it was taken for.' })
  purpose!: string

  @Field(() => Day, { description: 'The day whose rules it is judged by.' })
  asOf!: string

  @Field(() => Instant, { description: 'When it was taken.' })
  takenAt!: Date

  @Field(() => String, { nullable: true, description: 'Code of the agency that took it.' })
  agency!: string

  residentId!: string
}

@ObjectType('Consent', {
  description: "A resident's permission to share data: with whom, which, and what for.",
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class ConsentObject {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string

  @Field(() => [DataCategory], { description: 'The kinds of data it covers.' })
  categories!: string[]

  @Field(() => [Purpose], { description: 'What the data may be used for.' })
  purposes!: string[]

  @Field(() => ConsentGiven, { description: 'How it was given.' })
  given!: string

  @Field(() => String, { description: 'Version of the wording that was read out or signed.' })
  wording!: string

  @Field(() => Day, { description: 'First day.' })
  validFrom!: string

  @Field(() => Day, { nullable: true, description: 'Last day; null for until revoked.' })
  validTo!: string | null

  @Field(() => Instant, { description: 'When it was recorded.' })
  recordedAt!: Date

  @Field(() => Instant, { nullable: true, description: 'When the resident took it back; null while it stands.' })
  revokedAt!: Date | null

  @Field(() => Int, { description: 'Grows with every change.' })
  version!: number

  residentId!: string
  recipientIds!: string[]
}

@ObjectType('RevocationNotice', {
  description: 'Tells an agency that a resident has taken back a consent on which it had received data.',
  simpleResolvers: true,
})
export class RevocationNoticeObject {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string

  @Field(() => UUID, { description: 'The consent that was revoked.' })
  consentId!: string

  @Field(() => UUID, { description: 'The resident who revoked it.' })
  residentId!: string

  @Field(() => Instant, { description: 'When it was revoked.' })
  createdAt!: Date

  @Field(() => Instant, { nullable: true, description: 'When the agency acknowledged the notice; null until it has.' })
  receivedAt!: Date | null
}

export const ResidentConnection = connectionOf(ResidentObject, 'Resident', 'residents')
export const ScreeningConnection = connectionOf(ScreeningObject, 'Screening', 'screenings')
export const RevocationNoticeConnection = connectionOf(RevocationNoticeObject, 'RevocationNotice', 'notices')
