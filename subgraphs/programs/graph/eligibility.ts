import { Arg, Args, ArgsType, Ctx, Directive, Field, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import type { FactChanges } from '../../../runtime/merge-facts'
import { HouseholdFactsInput } from '../../../schema/shared/facts'
import { Access } from '../../../schema/shared/directives'
import { refuse } from '../../../schema/shared/refuse'
import { factsLook } from '../../../schema/shared/access/facts-look'
import { Day, Line } from '../../../schema/shared/scalars'
import type { Catalogue } from '../catalogue'
import { EligibilityObject, SettlingFactObject } from './answer-types'
import type { ProgramsContext } from './context'
import { ProgramArea } from './enums'
import { householdIn, householdTold } from './household'
import { InterviewObject } from './interview-types'
import { ask, screen, type Asked } from './screen'
import { requiresFacts, requiresSnapshot, ResidentStub, ScreeningStub } from './types'

@ArgsType()
class ChoiceArgs {
  @Field(() => [Line], {
    nullable: true,
    description: 'Only these programs, by code: scrie. At most 200; left out, all of the city.',
  })
  programs?: string[] | null

  @Field(() => [ProgramArea], { nullable: true, description: 'Only programs of these areas.' })
  areas?: string[] | null
}

@ArgsType()
class DatedChoiceArgs extends ChoiceArgs {
  @Field(() => Day, { nullable: true, description: "The day whose rules are used; left out, today in the city's time zone." })
  asOf?: string | null
}

const supposeText =
  'What if: facts that are taken to be so over those on record, for this answer alone. Nothing is stored, and a withheld fact stays withheld.'

@ArgsType()
class WhatIfArgs extends ChoiceArgs {
  @Field(() => HouseholdFactsInput, { nullable: true, description: supposeText })
  suppose?: FactChanges | null
}

@ArgsType()
class DatedWhatIfArgs extends DatedChoiceArgs {
  @Field(() => HouseholdFactsInput, { nullable: true, description: supposeText })
  suppose?: FactChanges | null
}

const factsArg = { description: 'What is known about the household.' }
const cityArg = { nullable: true, description: 'Code of the city whose programs are asked about; left out, your own.' }

/** A household that nobody names. */
@Resolver()
export class ScreenResolver {
  @Query(() => [EligibilityObject], { nullable: true, description: 'Judges a household that nobody names. Nothing is stored.' })
  @Access('program:read')
  screen(
    @Ctx() context: ProgramsContext,
    @Arg('facts', () => HouseholdFactsInput, factsArg) facts: FactChanges,
    @Args(() => DatedChoiceArgs) { asOf, ...choice }: DatedChoiceArgs,
    @Arg('city', () => Line, cityArg) city?: string | null,
  ): Promise<EligibilityObject[]> {
    return screen(askedNameless(context, city, facts, asOf), choice)
  }

  @Query(() => InterviewObject, {
    nullable: true,
    description: 'What to ask next of a household that nobody names. Nothing is stored.',
  })
  @Access('program:read')
  interview(
    @Ctx() context: ProgramsContext,
    @Arg('facts', () => HouseholdFactsInput, factsArg) facts: FactChanges,
    @Args(() => DatedChoiceArgs) { asOf, ...choice }: DatedChoiceArgs,
    @Arg('city', () => Line, cityArg) city?: string | null,
  ): Promise<InterviewObject> {
    return ask(askedNameless(context, city, facts, asOf), choice)
  }
}

function askedNameless(
  context: ProgramsContext,
  city: string | null | undefined,
  facts: FactChanges,
  asOf: string | null | undefined,
): Asked {
  const { judging, today } = context
  return { catalogue: catalogueOf(context, city), judging, facts: householdTold(facts, today), asOf: asOf ?? today }
}

function catalogueOf({ catalogue, catalogues }: ProgramsContext, city: string | null | undefined): Catalogue {
  const known = [...catalogues.keys()].join(', ')
  const asked = city == null ? catalogue : catalogues.get(city)
  return asked ?? refuse({ refused: 'BAD_USER_INPUT', field: 'city', message: `expected the code of a city (${known})` })
}

/** What programs know of a resident: nothing but what the rules say of the facts that residents hands over. */
@Resolver(() => ResidentStub)
export class ResidentEligibilityResolver {
  @FieldResolver(() => [EligibilityObject], {
    nullable: true,
    description: 'What the rules say of the household as it is known now: yes, no, or exactly which facts are missing.',
  })
  @Access('resident:read', factsLook)
  @Directive(requiresFacts)
  eligibility(
    @Root() { facts }: ResidentStub,
    @Ctx() { catalogue, judging, today }: ProgramsContext,
    @Args(() => DatedWhatIfArgs) { asOf, suppose, ...choice }: DatedWhatIfArgs,
  ): Promise<EligibilityObject[]> {
    return screen({ catalogue, judging, facts: householdIn(facts, suppose, today), asOf: asOf ?? today }, choice)
  }

  @FieldResolver(() => InterviewObject, {
    nullable: true,
    description: 'What to ask the household next: the questions that bring most programs to an answer first.',
  })
  @Access('resident:read', factsLook)
  @Directive(requiresFacts)
  interview(
    @Root() { facts }: ResidentStub,
    @Ctx() { catalogue, judging, today }: ProgramsContext,
    @Args(() => DatedWhatIfArgs) { asOf, suppose, ...choice }: DatedWhatIfArgs,
  ): Promise<InterviewObject> {
    return ask({ catalogue, judging, facts: householdIn(facts, suppose, today), asOf: asOf ?? today }, choice)
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
  @Access('resident:read', factsLook)
  @Directive(requiresSnapshot)
  results(
    @Root() { facts, asOf }: ScreeningStub,
    @Ctx() { catalogue, judging, today }: ProgramsContext,
    @Args(() => WhatIfArgs) { suppose, ...choice }: WhatIfArgs,
  ): Promise<EligibilityObject[]> {
    return screen({ catalogue, judging, facts: householdIn(facts, suppose, today), asOf }, choice)
  }

  @FieldResolver(() => InterviewObject, {
    nullable: true,
    description: "What was left to ask on the screening's day, by the facts as they were then.",
  })
  @Access('resident:read', factsLook)
  @Directive(requiresSnapshot)
  interview(
    @Root() { facts, asOf }: ScreeningStub,
    @Ctx() { catalogue, judging, today }: ProgramsContext,
    @Args(() => WhatIfArgs) { suppose, ...choice }: WhatIfArgs,
  ): Promise<InterviewObject> {
    return ask({ catalogue, judging, facts: householdIn(facts, suppose, today), asOf }, choice)
  }
}

@Resolver(() => EligibilityObject)
export class EligibilityResolver {
  @FieldResolver(() => [SettlingFactObject], {
    description:
      'The missing facts that may decide alone, and the answer for which of their values; those that settle it whatever is said come first. A fact may be able to that is not named, where the rules use it more than once.',
  })
  couldSettle(@Root() { settle }: EligibilityObject): Promise<readonly SettlingFactObject[]> {
    return settle()
  }
}
