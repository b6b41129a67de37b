import { Directive, Field, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../schema/shared/connection'
import type { HouseholdFacts } from '../../../runtime/facts'
import { Access } from '../../../schema/shared/directives'
import { Day, Instant, UUID } from '../../../schema/shared/scalars'
import { ConsentGiven, ContactPointKind, ContactPolicy, DataCategory, Purpose } from './enums'
import { agreed, contact, identity } from './rules'

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

  @Field(() => Int, {
    nullable: true,
    description: 'Grows with every change: give it as `expectedVersion` to change the household.',
  })
  @Access('resident:read')
  version!: number

  @Field(() => Instant, { nullable: true, description: 'When it last changed.' })
  @Access('resident:read')
  updatedAt!: Date

  facts!: HouseholdFacts
}

@ObjectType('Resident', { description: 'A person the city has met.', simpleResolvers: true })
@Directive('@key(fields: "id")')
export class ResidentObject {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string

  @Field(() => String, { nullable: true, description: 'Code of the city, such as nyc.' })
  @Access('resident:read')
  city!: string

  @Field(() => String, { nullable: true, description: 'Given name.' })
  @Access('resident:read', identity)
  givenName!: string | null

  @Field(() => String, { nullable: true, description: 'Family name.' })
  @Access('resident:read', identity)
  familyName!: string | null

  @Field(() => Day, { nullable: true, description: 'Day of birth.' })
  @Access('resident:read', identity)
  birthDate!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The language the resident wants to be spoken to in, as a language tag such as es.',
  })
  @Access('resident:read', contact)
  language!: string

  @Field(() => AddressObject, { nullable: true, description: 'Where the resident lives.' })
  @Access('resident:read', contact)
  address!: object | null

  @Field(() => ContactPolicy, { nullable: true, description: 'Whether the city may get in touch.' })
  @Access('resident:read')
  contactPolicy!: string

  @Field(() => String, { nullable: true, description: 'How the resident can be reached safely, in their words.' })
  @Access('resident:read', contact)
  safeContact!: string | null

  @Field(() => UUID, { nullable: true, description: 'The member of the household that this resident is.' })
  @Access('resident:read')
  memberId!: string

  @Field(() => String, { nullable: true, description: 'Code of the agency that registered the resident.' })
  @Access('resident:read', identity)
  registeredBy!: string

  @Field(() => Instant, { nullable: true, description: 'When the resident was registered.' })
  @Access('resident:read', identity)
  registeredAt!: Date

  @Field(() => Int, {
    nullable: true,
    description: 'Grows with every change: give it as `expectedVersion` to change the resident.',
  })
  @Access('resident:read')
  version!: number

  householdId!: string
  registeredSub!: string | null
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

  @Field(() => Purpose, { nullable: true, description: 'What it was taken for.' })
  @Access('resident:read')
  purpose!: string

  @Field(() => Day, { nullable: true, description: 'The day whose rules it is judged by.' })
  @Access('resident:read')
  asOf!: string

  @Field(() => Instant, { nullable: true, description: 'When it was taken.' })
  @Access('resident:read')
  takenAt!: Date

  @Field(() => String, { nullable: true, description: 'Code of the agency that took it.' })
  @Access('resident:read')
  agency!: string

  residentId!: string
  takenBy!: string
  facts!: HouseholdFacts
}

@ObjectType('Consent', {
  description: "A resident's permission to share data: with whom, which, and what for.",
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class ConsentObject {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string

  @Field(() => [DataCategory], { nullable: true, description: 'The kinds of data it covers.' })
  @Access('resident:read', agreed)
  categories!: string[]

  @Field(() => [Purpose], { nullable: true, description: 'What the data may be used for.' })
  @Access('resident:read', agreed)
  purposes!: string[]

  @Field(() => ConsentGiven, { nullable: true, description: 'How it was given.' })
  @Access('resident:read', agreed)
  given!: string

  @Field(() => String, { nullable: true, description: 'Version of the wording that was read out or signed.' })
  @Access('resident:read', agreed)
  wording!: string

  @Field(() => Day, { nullable: true, description: 'First day.' })
  @Access('resident:read', agreed)
  validFrom!: string

  @Field(() => Day, { nullable: true, description: 'Last day; null for until revoked.' })
  @Access('resident:read', agreed)
  validTo!: string | null

  @Field(() => Instant, { nullable: true, description: 'When it was recorded.' })
  @Access('resident:read', agreed)
  recordedAt!: Date

  @Field(() => Instant, { nullable: true, description: 'When the resident took it back; null while it stands.' })
  @Access('resident:read', agreed)
  revokedAt!: Date | null

  @Field(() => Int, { nullable: true, description: 'Grows with every change.' })
  @Access('resident:read', agreed)
  version!: number

  residentId!: string
  recordedBy!: string
  sensitive!: string[]
  recipientIds!: string[]
  discloserIds!: string[]
}

@ObjectType('BreakGlass', {
  description: 'An emergency: somebody read about a resident without an agreement, for a reason they had to give.',
  simpleResolvers: true,
})
export class BreakGlassObject {
  @Field(() => UUID, { description: 'Identifier.' })
  id!: string

  @Field(() => String, { description: 'The worker, by the subject of the token.' })
  sub!: string

  @Field(() => String, { description: "Code of the worker's agency." })
  agency!: string

  @Field(() => String, { description: 'Why.' })
  reason!: string

  @Field(() => Instant, { description: 'When it began.' })
  openedAt!: Date

  @Field(() => Instant, { description: 'When it ends or ended.' })
  until!: Date
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
