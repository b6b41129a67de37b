import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql'
import { PageArgs, pageFrom, pageOf, type Connection } from '../../../schema/shared/connection'
import { change } from '../../../schema/shared/mutate'
import { found, requireScope } from '../../../schema/shared/refuse'
import { UUID } from '../../../schema/shared/scalars'
import { residents } from '../store/residents'
import * as changes from './change'
import type { ResidentsContext } from './context'
import {
  RecordConsentInput,
  RecordFactsInput,
  RegisterResidentInput,
  ResidentFilter,
  RevokeConsentInput,
  ScreenResidentInput,
  UpdateResidentInput,
} from './inputs'
import { showConsent, showHousehold, showResident, showScreening } from './show'
import {
  AgencyStub,
  ConsentObject,
  ContactPointObject,
  HouseholdObject,
  ResidentConnection,
  ResidentObject,
  ScreeningConnection,
  ScreeningObject,
} from './types'
import { HouseholdFactsObject } from '../../../schema/shared/facts'

@Resolver(() => ResidentObject)
export class ResidentResolver {
  @Query(() => ResidentObject, { nullable: true, description: 'A resident by id.' })
  async resident(
    @Ctx() context: ResidentsContext,
    @Arg('id', () => UUID, { description: 'The resident.' }) id: string,
  ): Promise<ResidentObject> {
    requireScope(context.caller, 'resident:read')
    return found(await context.resident.load(id), 'resident', showResident)
  }

  @Query(() => ResidentConnection, { nullable: true, description: "The city's residents by name." })
  async residents(
    @Ctx() context: ResidentsContext,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Arg('filter', () => ResidentFilter, { nullable: true, description: 'Which ones.' }) filter?: ResidentFilter | null,
  ): Promise<Connection<ResidentObject>> {
    requireScope(context.caller, 'resident:read')
    const page = pageOf(first, after, 'text')
    const search = {
      familyKey: filter?.familyName?.trim().toLowerCase(),
      birthDate: filter?.birthDate ?? undefined,
      contact: filter?.contact ?? undefined,
    }
    const rows = await residents.page(await context.work.manager(), context.caller.city, search, page)
    return pageFrom(rows, page, (row) => ({ at: row.sortName, id: row.id }), showResident)
  }

  @FieldResolver(() => HouseholdObject, { nullable: true, description: 'The household the resident lives in.' })
  async household(@Root() resident: ResidentObject, @Ctx() context: ResidentsContext): Promise<HouseholdObject> {
    return found(await context.household.load(resident.householdId), 'household', showHousehold)
  }

  @FieldResolver(() => HouseholdFactsObject, {
    description: 'What is known about the household now. Never null: what is unknown is null inside.',
  })
  async facts(@Root() resident: ResidentObject, @Ctx() context: ResidentsContext): Promise<object> {
    return found(await context.household.load(resident.householdId), 'household', showHousehold).facts
  }

  @FieldResolver(() => [ContactPointObject], {
    nullable: true,
    description: 'Ways to reach the resident, the preferred ones first.',
  })
  contactPoints(@Root() resident: ResidentObject, @Ctx() context: ResidentsContext): Promise<ContactPointObject[]> {
    return context.contactPoints.load(resident.id)
  }

  @FieldResolver(() => [ConsentObject], {
    nullable: true,
    description: 'Every consent the resident has given, the newest first.',
  })
  async consents(@Root() resident: ResidentObject, @Ctx() context: ResidentsContext): Promise<ConsentObject[]> {
    return (await context.consentsOf.load(resident.id)).map(showConsent)
  }

  @FieldResolver(() => ScreeningConnection, { nullable: true, description: 'The screenings taken, the newest first.' })
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
  async registerResident(
    @Ctx() context: ResidentsContext,
    @Arg('input', () => RegisterResidentInput, { description: 'The person.' }) input: RegisterResidentInput,
  ): Promise<ResidentObject> {
    requireScope(context.caller, 'resident:write')
    const done = await change(context, 'residents', 'registerResident', input, (manager) =>
      changes.register(context, manager, input),
    )
    return found(await context.resident.load(done.id), 'resident', showResident)
  }

  @Mutation(() => ResidentObject, { nullable: true, description: 'Changes what is on record about a resident.' })
  async updateResident(
    @Ctx() context: ResidentsContext,
    @Arg('input', () => UpdateResidentInput, { description: 'What changes.' }) input: UpdateResidentInput,
  ): Promise<ResidentObject> {
    requireScope(context.caller, 'resident:write')
    const done = await change(context, 'residents', 'updateResident', input, (manager) => changes.update(context, manager, input))
    return found(await context.resident.load(done.id), 'resident', showResident)
  }
}

@Resolver(() => HouseholdObject)
export class HouseholdResolver {
  @Query(() => HouseholdObject, { nullable: true, description: 'A household by id.' })
  async household(
    @Ctx() context: ResidentsContext,
    @Arg('id', () => UUID, { description: 'The household.' }) id: string,
  ): Promise<HouseholdObject> {
    requireScope(context.caller, 'resident:read')
    return found(await context.household.load(id), 'household', showHousehold)
  }

  @Mutation(() => HouseholdObject, { nullable: true, description: 'Records facts heard about a household.' })
  async recordFacts(
    @Ctx() context: ResidentsContext,
    @Arg('input', () => RecordFactsInput, { description: 'The facts.' }) input: RecordFactsInput,
  ): Promise<HouseholdObject> {
    requireScope(context.caller, 'resident:write')
    const done = await change(context, 'residents', 'recordFacts', input, (manager) =>
      changes.recordFacts(context, manager, input),
    )
    return found(await context.household.load(done.id), 'household', showHousehold)
  }
}

@Resolver(() => ScreeningObject)
export class ScreeningResolver {
  @Query(() => ScreeningObject, { nullable: true, description: 'A screening by id.' })
  async screening(
    @Ctx() context: ResidentsContext,
    @Arg('id', () => UUID, { description: 'The screening.' }) id: string,
  ): Promise<ScreeningObject> {
    requireScope(context.caller, 'resident:read')
    return found(await context.screening.load(id), 'screening', showScreening)
  }

  @FieldResolver(() => ResidentObject, { nullable: true, description: 'The resident it is about.' })
  async resident(@Root() screening: ScreeningObject, @Ctx() context: ResidentsContext): Promise<ResidentObject> {
    return found(await context.resident.load(screening.residentId), 'resident', showResident)
  }

  @Mutation(() => ScreeningObject, {
    nullable: true,
    description: "Takes a snapshot of the facts of a resident's household. What it shows is in its `results`.",
  })
  async screenResident(
    @Ctx() context: ResidentsContext,
    @Arg('input', () => ScreenResidentInput, { description: 'Whose, and what for.' }) input: ScreenResidentInput,
  ): Promise<ScreeningObject> {
    requireScope(context.caller, 'screening:write')
    const done = await change(context, 'residents', 'screenResident', input, (manager) => changes.screen(context, manager, input))
    return found(await context.screening.load(done.id), 'screening', showScreening)
  }
}

@Resolver(() => ConsentObject)
export class ConsentResolver {
  @FieldResolver(() => ResidentObject, { nullable: true, description: 'The resident who gave it.' })
  async resident(@Root() consent: ConsentObject, @Ctx() context: ResidentsContext): Promise<ResidentObject> {
    return found(await context.resident.load(consent.residentId), 'resident', showResident)
  }

  @FieldResolver(() => [AgencyStub], { nullable: true, description: 'The agencies that may receive the data.' })
  recipients(@Root() consent: ConsentObject): AgencyStub[] {
    return consent.recipientIds.map((id) => ({ id }))
  }

  @Mutation(() => ConsentObject, { nullable: true, description: 'Records a permission that a resident gives.' })
  async recordConsent(
    @Ctx() context: ResidentsContext,
    @Arg('input', () => RecordConsentInput, { description: 'The permission.' }) input: RecordConsentInput,
  ): Promise<ConsentObject> {
    requireScope(context.caller, 'resident:write')
    const done = await change(context, 'residents', 'recordConsent', input, (manager) =>
      changes.recordConsent(context, manager, input),
    )
    return found(await context.consent.load(done.id), 'consent', showConsent)
  }

  @Mutation(() => ConsentObject, { nullable: true, description: 'Takes a permission back, from now on.' })
  async revokeConsent(
    @Ctx() context: ResidentsContext,
    @Arg('input', () => RevokeConsentInput, { description: 'Which one.' }) input: RevokeConsentInput,
  ): Promise<ConsentObject> {
    requireScope(context.caller, 'resident:write')
    const done = await change(context, 'residents', 'revokeConsent', input, (manager) =>
      changes.revokeConsent(context, manager, input),
    )
    return found(await context.consent.load(done.id), 'consent', showConsent)
  }
}
