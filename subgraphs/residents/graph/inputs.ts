import { Directive, Field, InputType, Int } from 'type-graphql'
import type { FactChanges } from '../../../runtime/merge-facts'
import { HouseholdFactsInput } from '../../../schema/shared/facts'
import { Day, IdempotencyKey, Line, Note, UUID } from '../../../schema/shared/scalars'
import { ConsentGiven, ContactPointKind, ContactPolicy, DataCategory, Purpose, SensitiveTopic } from './enums'

@InputType({ description: 'Where someone lives or gets mail.' })
export class AddressInput {
  @Field(() => Line, { description: 'House number and street.' })
  line1!: string

  @Field(() => Line, { nullable: true, description: 'Apartment or unit.' })
  unit?: string | null

  @Field(() => Line, { nullable: true, description: 'Town, borough or neighborhood.' })
  locality?: string | null

  @Field(() => Line, { nullable: true, description: 'ZIP code.' })
  postalCode?: string | null

  @Field(() => Line, { nullable: true, description: 'County as its five-digit FIPS code.' })
  county?: string | null

  @Field(() => Line, { nullable: true, description: "The building as the city's canvass lists name it." })
  building?: string | null
}

@InputType({ description: 'One way to reach a resident.' })
export class ContactPointInput {
  @Field(() => ContactPointKind, { description: 'The way.' })
  kind!: string

  @Field(() => Line, { description: 'The number or address.' })
  value!: string

  @Field(() => Boolean, { defaultValue: false, description: 'Whether the resident would rather be reached this way.' })
  preferred!: boolean
}

@InputType({ description: 'A person met for the first time.' })
export class RegisterResidentInput {
  @Field(() => IdempotencyKey, { description: 'Names this registration, so that a retry registers nobody twice.' })
  idempotencyKey!: string

  @Field(() => UUID, { nullable: true, description: 'Identifier, where the client chooses it (version 7).' })
  id?: string | null

  @Field(() => Line, { nullable: true, description: 'Given name.' })
  givenName?: string | null

  @Field(() => Line, { nullable: true, description: 'Family name.' })
  familyName?: string | null

  @Field(() => Day, { nullable: true, description: 'Day of birth.' })
  birthDate?: string | null

  @Field(() => Line, {
    defaultValue: 'en',
    description: 'The language the resident wants to be spoken to in, as a language tag such as es.',
  })
  language!: string

  @Field(() => AddressInput, { nullable: true, description: 'Where the resident lives.' })
  address?: AddressInput | null

  @Field(() => Note, { nullable: true, description: 'How the resident can be reached safely. With it no list names them.' })
  safeContact?: string | null

  @Field(() => [ContactPointInput], { defaultValue: [], description: 'Ways to reach the resident: at most 10.' })
  contactPoints!: ContactPointInput[]

  @Field(() => UUID, { nullable: true, description: 'The household the resident belongs to, where it is known already.' })
  householdId?: string | null

  @Field(() => UUID, {
    nullable: true,
    description: 'Identifier for the household that is made with the resident, where the client chooses it (version 7).',
  })
  newHouseholdId?: string | null

  @Field(() => UUID, {
    nullable: true,
    description: 'Which member of the household the resident is. Left out, a member is added.',
  })
  memberId?: string | null

  @Field(() => HouseholdFactsInput, { nullable: true, description: 'What is known about the household.' })
  facts?: FactChanges | null
}

@InputType({ description: 'What changes about a resident. A field left out is left as it is.' })
export class UpdateResidentInput {
  @Field(() => IdempotencyKey, { description: 'Names this change, so that a retry changes nothing twice.' })
  idempotencyKey!: string

  @Field(() => UUID, { description: 'The resident.' })
  id!: string

  @Field(() => Int, { description: 'The version that was read; a newer one on record answers CONFLICT.' })
  expectedVersion!: number

  @Field(() => Line, { nullable: true, description: 'Given name.' })
  givenName?: string | null

  @Field(() => Line, { nullable: true, description: 'Family name.' })
  familyName?: string | null

  @Field(() => Day, { nullable: true, description: 'Day of birth.' })
  birthDate?: string | null

  @Field(() => Line, { nullable: true, description: 'Language tag such as es.' })
  language?: string | null

  @Field(() => AddressInput, { nullable: true, description: 'Where the resident lives.' })
  address?: AddressInput | null

  @Field(() => ContactPolicy, { nullable: true, description: 'Whether the city may get in touch.' })
  contactPolicy?: string | null

  @Field(() => Note, {
    nullable: true,
    description: 'How the resident can be reached safely. With it, and no `contactPolicy`, no list names them from now on.',
  })
  safeContact?: string | null

  @Field(() => [ContactPointInput], {
    nullable: true,
    description: 'All ways to reach the resident, in place of those on record: at most 10.',
  })
  contactPoints?: ContactPointInput[] | null
}

@InputType({ description: 'Facts heard about a household.' })
export class RecordFactsInput {
  @Field(() => IdempotencyKey, { description: 'Names this change, so that a retry changes nothing twice.' })
  idempotencyKey!: string

  @Field(() => UUID, { description: 'The household.' })
  householdId!: string

  @Field(() => Int, { description: 'The version that was read; a newer one on record answers CONFLICT.' })
  expectedVersion!: number

  @Field(() => HouseholdFactsInput, { description: 'The facts. A fact left out is left as it is; null makes it unknown again.' })
  facts!: FactChanges
}

@InputType({ description: "A snapshot to take of a resident's household." })
export class ScreenResidentInput {
  @Field(() => IdempotencyKey, { description: 'Names this screening, so that a retry takes no second one.' })
  idempotencyKey!: string

  @Field(() => UUID, { nullable: true, description: 'Identifier, where the client chooses it (version 7).' })
  id?: string | null

  @Field(() => UUID, { description: 'The resident.' })
  residentId!: string

  @Field(() => Purpose, { defaultValue: Purpose.SCREENING, description: 'What it is taken for.' })
  purpose!: string

  @Field(() => Day, {
    nullable: true,
    description: "The day whose rules it is judged by; left out, today in the city's time zone.",
  })
  asOf?: string | null
}

@InputType({ description: 'A permission that a resident gives.' })
export class RecordConsentInput {
  @Field(() => IdempotencyKey, { description: 'Names this consent, so that a retry records no second one.' })
  idempotencyKey!: string

  @Field(() => UUID, { nullable: true, description: 'Identifier, where the client chooses it (version 7).' })
  id?: string | null

  @Field(() => UUID, { description: 'The resident.' })
  residentId!: string

  @Field(() => [UUID], { description: 'The agencies that may receive the data: 1 to 20.' })
  @Directive('@references(entity: "Agency")')
  recipientIds!: string[]

  @Field(() => [UUID], {
    defaultValue: [],
    description: 'The agencies that may disclose what they hold: at most 20. Left empty, whichever holds it.',
  })
  @Directive('@references(entity: "Agency")')
  discloserIds!: string[]

  @Field(() => [DataCategory], { description: 'The kinds of data.' })
  categories!: string[]

  @Field(() => [SensitiveTopic], {
    defaultValue: [],
    description: 'The sensitive topics that may be read as well. Without their names they are as if they were not on record.',
  })
  sensitive!: string[]

  @Field(() => [Purpose], { description: 'What for.' })
  purposes!: string[]

  @Field(() => ConsentGiven, { description: 'How it was given.' })
  given!: string

  @Field(() => Line, { description: 'Version of the wording that was read out or signed.' })
  wording!: string

  @Field(() => Day, { nullable: true, description: "First day; left out, today in the city's time zone." })
  validFrom?: string | null

  @Field(() => Day, { nullable: true, description: 'Last day; left out, until revoked.' })
  validTo?: string | null
}

@InputType({ description: 'A permission that a resident takes back.' })
export class RevokeConsentInput {
  @Field(() => IdempotencyKey, { description: 'Names this change, so that a retry changes nothing twice.' })
  idempotencyKey!: string

  @Field(() => UUID, { description: 'The consent.' })
  id!: string
}

@InputType({ description: 'An emergency in which there is no time to ask the resident.' })
export class BreakGlassInput {
  @Field(() => IdempotencyKey, { description: 'Names this emergency, so that a retry opens no second one.' })
  idempotencyKey!: string

  @Field(() => UUID, { nullable: true, description: 'Identifier, where the client chooses it (version 7).' })
  id?: string | null

  @Field(() => UUID, { description: 'The resident: one, whom you name.' })
  residentId!: string

  @Field(() => Note, { description: 'Why: the resident and the privacy officer will read it. At least 10 characters.' })
  reason!: string

  @Field(() => Int, { defaultValue: 60, description: 'For how many minutes: 1 to 60.' })
  minutes!: number
}

@InputType({ description: 'Notices that an agency has received.' })
export class AcknowledgeNoticesInput {
  @Field(() => IdempotencyKey, { description: 'Names this change, so that a retry changes nothing twice.' })
  idempotencyKey!: string

  @Field(() => [UUID], { description: 'The notices: 1 to 200, of your agency, none of them acknowledged before.' })
  ids!: string[]
}

@InputType({ description: 'Which residents to list. What is left out does not matter; the rest must all hold.' })
export class ResidentFilter {
  @Field(() => Line, { nullable: true, description: 'Family name, in any case.' })
  familyName?: string | null

  @Field(() => Day, { nullable: true, description: 'Day of birth.' })
  birthDate?: string | null

  @Field(() => Line, { nullable: true, description: 'A telephone number or e-mail address, as it was recorded.' })
  contact?: string | null
}
