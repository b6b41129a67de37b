import { Arg, Args, ArgsType, Ctx, Directive, Field, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { isRefusal } from '../../../runtime/errors'
import { mergeFacts, type FactChanges } from '../../../runtime/merge-facts'
import { PageArgs, pageFrom, pageOf, type Connection } from '../../../schema/shared/connection'
import { HouseholdFactsInput, readFacts, takeFacts } from '../../../schema/shared/facts'
import { found, refuse, requireScope } from '../../../schema/shared/refuse'
import { Day, Line, UUID } from '../../../schema/shared/scalars'
import type { ProgramEntry } from '../catalogue'
import { statusOn } from '../domain/eligibility/status'
import type { ProgramsContext } from './context'
import { ProgramArea, ProgramStatus } from './enums'
import { screen } from './screen'
import {
  AgencyObject,
  EligibilityObject,
  ProgramConnection,
  ProgramObject,
  requiresFacts,
  requiresSnapshot,
  ResidentStub,
  ScreeningStub,
} from './types'

@ArgsType()
class ChoiceArgs {
  @Field(() => [Line], { nullable: true, description: 'Only these programs, by code: scrie. Left out, all of the city.' })
  programs?: string[] | null

  @Field(() => [ProgramArea], { nullable: true, description: 'Only programs of these areas.' })
  areas?: string[] | null
}

@ArgsType()
class DatedChoiceArgs extends ChoiceArgs {
  @Field(() => Day, { nullable: true, description: "The day whose rules are used; left out, today in the city's time zone." })
  asOf?: string | null
}

const shown = ({ shown: program }: ProgramEntry) => program

@Resolver(() => ProgramObject)
export class ProgramResolver {
  @Query(() => ProgramObject, { nullable: true, description: 'A program by id, or by code within your city.' })
  program(
    @Ctx() { caller, catalogue }: ProgramsContext,
    @Arg('id', () => UUID, { nullable: true, description: 'The program.' }) id?: string | null,
    @Arg('code', () => Line, { nullable: true, description: 'Its code: scrie.' }) code?: string | null,
  ): ProgramObject {
    requireScope(caller, 'program:read')
    return found(catalogue.program(oneOf(id, code)), 'program', shown)
  }

  @Query(() => ProgramConnection, { nullable: true, description: "The city's programs by code." })
  programs(
    @Ctx() { caller, catalogue }: ProgramsContext,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Arg('area', () => ProgramArea, { nullable: true, description: 'Only programs of this area.' }) area?: string | null,
  ): Connection<ProgramObject> {
    requireScope(caller, 'program:read')
    const page = pageOf(first, after, 'text')
    const rest = catalogue.programs.filter(
      (entry) => (area == null || entry.shown.area === area) && entry.shown.code > (page.after?.at ?? ''),
    )
    return pageFrom(rest.slice(0, first + 1), page, (entry) => ({ at: entry.shown.code, id: entry.shown.id }), shown)
  }

  @FieldResolver(() => AgencyObject, { description: 'The agency that decides applications.' })
  agency(@Root() program: ProgramObject, @Ctx() { catalogue }: ProgramsContext): AgencyObject {
    return found(catalogue.agency(program.agencyCode), 'agency', (agency) => agency)
  }

  @FieldResolver(() => ProgramStatus, { nullable: true, description: 'Whether it takes applications.' })
  status(
    @Root() program: ProgramObject,
    @Ctx() { catalogue, today }: ProgramsContext,
    @Arg('on', () => Day, { nullable: true, description: "The day; left out, today in the city's time zone." })
    on?: string | null,
  ): string | null {
    const entry = catalogue.program(program.id)
    return (entry && statusOn(entry.definition, on ?? today).status) ?? null
  }
}

@Resolver(() => AgencyObject)
export class AgencyResolver {
  @Query(() => AgencyObject, { nullable: true, description: 'An agency by id, or by code within your city.' })
  agency(
    @Ctx() { caller, catalogue }: ProgramsContext,
    @Arg('id', () => UUID, { nullable: true, description: 'The agency.' }) id?: string | null,
    @Arg('code', () => Line, { nullable: true, description: 'Its code: hpd.' }) code?: string | null,
  ): AgencyObject {
    requireScope(caller, 'program:read')
    return found(catalogue.agency(oneOf(id, code)), 'agency', (agency) => agency)
  }

  @Query(() => [AgencyObject], { nullable: true, description: "The city's agencies and partner organizations." })
  agencies(@Ctx() { caller, catalogue }: ProgramsContext): readonly AgencyObject[] {
    requireScope(caller, 'program:read')
    return catalogue.agencies
  }

  @FieldResolver(() => [ProgramObject], { description: 'The programs it decides.' })
  programs(@Root() agency: AgencyObject, @Ctx() { catalogue }: ProgramsContext): ProgramObject[] {
    return catalogue.programs.map(shown).filter((program) => program.agencyCode === agency.code)
  }
}

@Resolver()
export class ScreenResolver {
  @Query(() => [EligibilityObject], { nullable: true, description: 'Judges a household that nobody names. Nothing is stored.' })
  screen(
    @Ctx() context: ProgramsContext,
    @Arg('facts', () => HouseholdFactsInput, { description: 'What is known about the household.' }) facts: FactChanges,
    @Args(() => DatedChoiceArgs) { asOf, ...choice }: DatedChoiceArgs,
    @Arg('city', () => Line, {
      nullable: true,
      description: 'Code of the city whose programs are asked about; left out, your own.',
    })
    city?: string | null,
  ): EligibilityObject[] {
    requireScope(context.caller, 'program:read')
    const catalogue = city == null ? context.catalogue : context.catalogues.get(city)
    if (!catalogue) {
      refuse({
        refused: 'BAD_USER_INPUT',
        field: 'city',
        message: `expected the code of a city (${[...context.catalogues.keys()].join(', ')})`,
      })
    }
    const household = mergeFacts({ members: [] }, takeFacts(facts), context.today)
    if (isRefusal(household)) refuse(household)
    return screen(catalogue, household, asOf ?? context.today, choice)
  }
}

/** What programs know of a resident: nothing but what the rules say of the facts that residents hands over. */
@Resolver(() => ResidentStub)
export class ResidentEligibilityResolver {
  @FieldResolver(() => [EligibilityObject], {
    nullable: true,
    description: 'What the rules say of the household as it is known now: yes, no, or exactly which facts are missing.',
  })
  @Directive(requiresFacts)
  eligibility(
    @Root() { facts }: ResidentStub,
    @Ctx() context: ProgramsContext,
    @Args(() => DatedChoiceArgs) { asOf, ...choice }: DatedChoiceArgs,
  ): EligibilityObject[] {
    requireScope(context.caller, 'program:read')
    return screen(context.catalogue, householdIn(facts), asOf ?? context.today, choice)
  }
}

/** What the rules of its day say of a screening. */
@Resolver(() => ScreeningStub)
export class ScreeningResultsResolver {
  @FieldResolver(() => [EligibilityObject], {
    nullable: true,
    description:
      "What the rules in force on the screening's day say of the facts as they were then: the same answer, whenever it is asked.",
  })
  @Directive(requiresSnapshot)
  results(
    @Root() { facts, asOf }: ScreeningStub,
    @Ctx() context: ProgramsContext,
    @Args(() => ChoiceArgs) choice: ChoiceArgs,
  ): EligibilityObject[] {
    requireScope(context.caller, 'program:read')
    return screen(context.catalogue, householdIn(facts), asOf, choice)
  }
}

function oneOf(id: string | null | undefined, code: string | null | undefined): string {
  const wanted = id ?? code
  if (wanted == null || (id != null && code != null))
    refuse({ refused: 'BAD_USER_INPUT', field: 'id', message: 'expected either id or code' })
  return wanted
}

/** The gateway calls with null facts when residents could not answer: that is an outage, never an empty household. */
function householdIn(facts: object | null | undefined) {
  if (facts == null) refuse({ refused: 'SERVICE_UNAVAILABLE', message: 'the facts of the household could not be had' })
  return readFacts(facts as Record<string, unknown>)
}
