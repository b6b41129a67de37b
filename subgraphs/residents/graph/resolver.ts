import { Arg, Args, Ctx, Directive, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql'
import { PageArgs, pageFrom, pageOf, type Connection } from '../../../schema/shared/connection'
import { Access } from '../../../schema/shared/directives'
import { HouseholdFactsObject } from '../../../schema/shared/facts'
import { change } from '../../../schema/shared/mutate'
import { found, granted } from '../../../schema/shared/refuse'
import { UUID } from '../../../schema/shared/scalars'
import { isId } from '../../../runtime/ids'
import type { Grounds } from '../../../runtime/consent/grounds'
import { factsLook } from '../../../schema/shared/access/facts-look'
import { Grounds as GroundsScalar } from '../../../schema/shared/access/grounds-scalar'
import * as changes from './change'
import type { ResidentsContext } from './context'
import {
  BreakGlassInput,
  RecordConsentInput,
  RecordFactsInput,
  RegisterResidentInput,
  ResidentFilter,
  RevokeConsentInput,
  ScreenResidentInput,
  UpdateResidentInput,
} from './inputs'
import { agreed, contact } from './rules'
import { showConsent, showHousehold, showResident, showScreening } from './show'
import { placeOfResident, readableResidents } from './find'
import type { ConsentRow } from '../store/rows'
import { SensitiveTopic } from './enums'
import { consentSubject, householdSubject, readableFacts, residentSubject, screeningSubject } from './subjects'
import {
  AgencyStub,
  BreakGlassObject,
  ConsentObject,
  ContactPointObject,
  HouseholdObject,
  ResidentConnection,
  ResidentObject,
  ScreeningConnection,
  ScreeningObject,
} from './types'

@Resolver(() => ResidentObject)
export class ResidentResolver {
  @Query(() => ResidentObject, { nullable: true, description: 'A resident by id.' })
  @Access('resident:read')
  async resident(
    @Ctx() context: ResidentsContext,
    @Arg('id', () => UUID, { description: 'The resident.' }) id: string,
  ): Promise<ResidentObject> {
    context.named.add(id)
    return found(await context.resident.load(id), 'resident', showResident)
  }

  @Query(() => ResidentObject, {
    nullable: true,
    description: 'Yourself, where you call as a resident: your data, what you agreed to, and who looked.',
  })
  @Access('self:read')
  async me(@Ctx() context: ResidentsContext): Promise<ResidentObject> {
    const { sub } = context.caller
    return found(isId(sub) ? await context.resident.load(sub) : undefined, 'resident', showResident)
  }

  @Query(() => ResidentConnection, {
    nullable: true,
    description: "The city's residents by name: those whose names you may read.",
  })
  @Access('resident:read')
  async residents(
    @Ctx() context: ResidentsContext,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Arg('filter', () => ResidentFilter, { nullable: true, description: 'Which ones.' }) filter?: ResidentFilter | null,
  ): Promise<Connection<ResidentObject>> {
    const page = pageOf(first, after, 'text')
    const search = {
      familyKey: filter?.familyName?.trim().toLowerCase(),
      birthDate: filter?.birthDate ?? undefined,
      contact: filter?.contact ?? undefined,
    }
    return pageFrom(await readableResidents(context, search, page), page, placeOfResident, showResident)
  }

  @FieldResolver(() => GroundsScalar, {
    nullable: true,
    description: 'What a decision about the resident rests on, for the departments that hold more about them.',
  })
  @Directive('@inaccessible')
  @Directive('@shareable')
  @Access('grounds:read')
  async grounds(@Root() { id }: ResidentObject, @Ctx() context: ResidentsContext): Promise<Grounds> {
    return found(await context.grounds.load(id), 'resident', (grounds) => grounds)
  }

  @FieldResolver(() => HouseholdObject, { nullable: true, description: 'The household the resident lives in.' })
  @Access('resident:read')
  async household(@Root() resident: ResidentObject, @Ctx() context: ResidentsContext): Promise<HouseholdObject> {
    return found(await context.household.load(resident.householdId), 'household', showHousehold)
  }

  @FieldResolver(() => HouseholdFactsObject, {
    nullable: true,
    description: 'What is known about the household now. What is unknown is null inside; what may not be read is withheld.',
  })
  @Access('resident:read', factsLook)
  async facts(@Root() resident: ResidentObject, @Ctx() context: ResidentsContext): Promise<object> {
    const household = found(await context.household.load(resident.householdId), 'household', showHousehold)
    return readableFacts(household.facts, await residentSubject(resident, context), context, 'Resident.facts')
  }

  @FieldResolver(() => [ContactPointObject], {
    nullable: true,
    description: 'Ways to reach the resident, the preferred ones first.',
  })
  @Access('resident:read', contact)
  contactPoints(@Root() resident: ResidentObject, @Ctx() context: ResidentsContext): Promise<ContactPointObject[]> {
    return context.contactPoints.load(resident.id)
  }

  @FieldResolver(() => [ConsentObject], {
    nullable: true,
    description: 'Every consent the resident has given, the newest first.',
  })
  @Access('resident:read', agreed)
  async consents(@Root() resident: ResidentObject, @Ctx() context: ResidentsContext): Promise<ConsentObject[]> {
    return (await context.consentsOf.load(resident.id)).map(showConsent)
  }

  @FieldResolver(() => [BreakGlassObject], {
    nullable: true,
    description: 'Who read about the resident in an emergency, the newest first: for the resident and the privacy officer.',
  })
  @Access('oversight:read', agreed)
  breakGlasses(@Root() { id }: ResidentObject, @Ctx() context: ResidentsContext): Promise<BreakGlassObject[]> {
    return context.breakGlassesOf.load(id)
  }

  @FieldResolver(() => ScreeningConnection, { nullable: true, description: 'The screenings taken, the newest first.' })
  @Access('resident:read', { categories: ['HOUSEHOLD'], purpose: 'SCREENING' })
  async screenings(
    @Root() resident: ResidentObject,
    @Ctx() context: ResidentsContext,
    @Args(() => PageArgs) { first, after }: PageArgs,
  ): Promise<Connection<ScreeningObject>> {
    const page = pageOf(first, after, 'instant')
    const rows = await context.screeningsOf(page).load(resident.id)
    return pageFrom(rows, page, (row) => ({ at: row.takenAt.toISOString(), id: row.id }), showScreening)
  }

  @Mutation(() => ResidentObject, {
    nullable: true,
    description: 'Registers a person met for the first time, with the household where it is new.',
  })
  @Access('resident:write')
  async registerResident(
    @Ctx() context: ResidentsContext,
    @Arg('input', () => RegisterResidentInput, { description: 'The person.' }) input: RegisterResidentInput,
  ): Promise<ResidentObject> {
    const done = await change(context, 'residents', 'registerResident', input, (manager) =>
      changes.register(context, manager, input),
    )
    return found(await context.resident.load(done.id), 'resident', showResident)
  }

  @Mutation(() => ResidentObject, { nullable: true, description: 'Changes what is on record about a resident.' })
  @Access('resident:write')
  async updateResident(
    @Ctx() context: ResidentsContext,
    @Arg('input', () => UpdateResidentInput, { description: 'What changes.' }) input: UpdateResidentInput,
  ): Promise<ResidentObject> {
    const done = await change(context, 'residents', 'updateResident', input, (manager) => changes.update(context, manager, input))
    return found(await context.resident.load(done.id), 'resident', showResident)
  }
}

@Resolver(() => BreakGlassObject)
export class BreakGlassResolver {
  @Mutation(() => BreakGlassObject, {
    nullable: true,
    description:
      'Opens the data of one resident in an emergency, for at most an hour. The resident and the privacy officer see it.',
  })
  @Access('break-glass:open')
  async breakGlass(
    @Ctx() context: ResidentsContext,
    @Arg('input', () => BreakGlassInput, { description: 'Whose, and why.' }) input: BreakGlassInput,
  ): Promise<BreakGlassObject> {
    const done = await change(context, 'residents', 'breakGlass', input, (manager) => changes.breakGlass(context, manager, input))
    return found(await context.breakGlass.load(done.id), 'emergency', (row) => row)
  }
}

@Resolver(() => HouseholdObject)
export class HouseholdResolver {
  @FieldResolver(() => HouseholdFactsObject, {
    nullable: true,
    description: 'What is known now. What is unknown is null inside; what may not be read is withheld.',
  })
  @Access('resident:read', factsLook)
  async facts(@Root() household: HouseholdObject, @Ctx() context: ResidentsContext): Promise<object> {
    return readableFacts(household.facts, await householdSubject(household, context), context, 'Household.facts')
  }

  @Query(() => HouseholdObject, { nullable: true, description: 'A household by id.' })
  @Access('resident:read')
  async household(
    @Ctx() context: ResidentsContext,
    @Arg('id', () => UUID, { description: 'The household.' }) id: string,
  ): Promise<HouseholdObject> {
    context.named.add(id)
    return found(await context.household.load(id), 'household', showHousehold)
  }

  @Mutation(() => HouseholdObject, { nullable: true, description: 'Records facts heard about a household.' })
  @Access('resident:write')
  async recordFacts(
    @Ctx() context: ResidentsContext,
    @Arg('input', () => RecordFactsInput, { description: 'The facts.' }) input: RecordFactsInput,
  ): Promise<HouseholdObject> {
    const done = await change(context, 'residents', 'recordFacts', input, (manager) =>
      changes.recordFacts(context, manager, input),
    )
    return found(await context.household.load(done.id), 'household', showHousehold)
  }
}

@Resolver(() => ScreeningObject)
export class ScreeningResolver {
  @FieldResolver(() => HouseholdFactsObject, {
    nullable: true,
    description: 'The facts as they were known then, and as they may be read now.',
  })
  @Access('resident:read', factsLook)
  async facts(@Root() screening: ScreeningObject, @Ctx() context: ResidentsContext): Promise<object> {
    return readableFacts(screening.facts, await screeningSubject(screening, context), context, 'Screening.facts')
  }

  @Query(() => ScreeningObject, { nullable: true, description: 'A screening by id.' })
  @Access('resident:read')
  async screening(
    @Ctx() context: ResidentsContext,
    @Arg('id', () => UUID, { description: 'The screening.' }) id: string,
  ): Promise<ScreeningObject> {
    context.named.add(id)
    return found(await context.screening.load(id), 'screening', showScreening)
  }

  @FieldResolver(() => ResidentObject, { nullable: true, description: 'The resident it is about.' })
  @Access('resident:read')
  async resident(@Root() screening: ScreeningObject, @Ctx() context: ResidentsContext): Promise<ResidentObject> {
    return found(await context.resident.load(screening.residentId), 'resident', showResident)
  }

  @Mutation(() => ScreeningObject, {
    nullable: true,
    description: "Takes a snapshot of the facts of a resident's household. What it shows is in its `results`.",
  })
  @Access('screening:write')
  async screenResident(
    @Ctx() context: ResidentsContext,
    @Arg('input', () => ScreenResidentInput, { description: 'Whose, and what for.' }) input: ScreenResidentInput,
  ): Promise<ScreeningObject> {
    const done = await change(context, 'residents', 'screenResident', input, (manager) => changes.screen(context, manager, input))
    return found(await context.screening.load(done.id), 'screening', showScreening)
  }
}

@Resolver(() => ConsentObject)
export class ConsentResolver {
  @FieldResolver(() => ResidentObject, { nullable: true, description: 'The resident who gave it.' })
  @Access('resident:read')
  async resident(@Root() consent: ConsentObject, @Ctx() context: ResidentsContext): Promise<ResidentObject> {
    return found(await context.resident.load(consent.residentId), 'resident', showResident)
  }

  @FieldResolver(() => [SensitiveTopic], {
    nullable: true,
    description: 'The sensitive topics it names. A topic that you may not read is not among them.',
  })
  @Access('resident:read', agreed)
  async sensitive(@Root() consent: ConsentRow, @Ctx() context: ResidentsContext): Promise<readonly string[]> {
    const readable = granted(context.looks.take(await consentSubject(consent, context), agreed, 'Consent.sensitive'))
    return consent.sensitive.filter((topic) => (readable.sensitive as readonly string[]).includes(topic))
  }

  @FieldResolver(() => [AgencyStub], { nullable: true, description: 'The agencies that may receive the data.' })
  @Access('resident:read', agreed)
  recipients(@Root() consent: ConsentObject): AgencyStub[] {
    return consent.recipientIds.map((id) => ({ id }))
  }

  @FieldResolver(() => [AgencyStub], {
    nullable: true,
    description: 'The agencies that may disclose what they hold. Empty where whichever holds it may.',
  })
  @Access('resident:read', agreed)
  disclosers(@Root() consent: ConsentObject): AgencyStub[] {
    return consent.discloserIds.map((id) => ({ id }))
  }

  @Mutation(() => ConsentObject, { nullable: true, description: 'Records a permission that a resident gives.' })
  @Access('consent:write')
  async recordConsent(
    @Ctx() context: ResidentsContext,
    @Arg('input', () => RecordConsentInput, { description: 'The permission.' }) input: RecordConsentInput,
  ): Promise<ConsentObject> {
    const done = await change(context, 'residents', 'recordConsent', input, (manager) =>
      changes.recordConsent(context, manager, input),
    )
    return found(await context.consent.load(done.id), 'consent', showConsent)
  }

  @Mutation(() => ConsentObject, { nullable: true, description: 'Takes a permission back, from now on.' })
  @Access('consent:write')
  async revokeConsent(
    @Ctx() context: ResidentsContext,
    @Arg('input', () => RevokeConsentInput, { description: 'Which one.' }) input: RevokeConsentInput,
  ): Promise<ConsentObject> {
    const done = await change(context, 'residents', 'revokeConsent', input, (manager) =>
      changes.revokeConsent(context, manager, input),
    )
    return found(await context.consent.load(done.id), 'consent', showConsent)
  }
}
