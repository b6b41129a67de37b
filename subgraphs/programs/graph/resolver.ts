import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { Access } from '../../../schema/shared/directives'
import { PageArgs, pageFrom, pageOf, type Connection } from '../../../schema/shared/connection'
import { found, refuse } from '../../../schema/shared/refuse'
import { Day, Line, UUID } from '../../../schema/shared/scalars'
import type { ProgramEntry } from '../catalogue'
import { statusOn } from '../domain/eligibility/status'
import type { ProgramsContext } from './context'
import { ProgramArea, ProgramStatus } from './enums'
import { AgencyObject, ProgramConnection, ProgramObject } from './types'

const shown = ({ shown: program }: ProgramEntry) => program

@Resolver(() => ProgramObject)
export class ProgramResolver {
  @Query(() => ProgramObject, { nullable: true, description: 'A program by id, or by code within your city.' })
  @Access('program:read')
  program(
    @Ctx() { catalogue }: ProgramsContext,
    @Arg('id', () => UUID, { nullable: true, description: 'The program.' }) id?: string | null,
    @Arg('code', () => Line, { nullable: true, description: 'Its code: scrie.' }) code?: string | null,
  ): ProgramObject {
    return found(catalogue.program(oneOf(id, code)), 'program', shown)
  }

  @Query(() => ProgramConnection, { nullable: true, description: "The city's programs by code." })
  @Access('program:read')
  programs(
    @Ctx() { catalogue }: ProgramsContext,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Arg('area', () => ProgramArea, { nullable: true, description: 'Only programs of this area.' }) area?: string | null,
  ): Connection<ProgramObject> {
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
  @Access('program:read')
  agency(
    @Ctx() { catalogue }: ProgramsContext,
    @Arg('id', () => UUID, { nullable: true, description: 'The agency.' }) id?: string | null,
    @Arg('code', () => Line, { nullable: true, description: 'Its code: hpd.' }) code?: string | null,
  ): AgencyObject {
    return found(catalogue.agency(oneOf(id, code)), 'agency', (agency) => agency)
  }

  @Query(() => [AgencyObject], { nullable: true, description: "The city's agencies and partner organizations." })
  @Access('program:read')
  agencies(@Ctx() { catalogue }: ProgramsContext): readonly AgencyObject[] {
    return catalogue.agencies
  }

  @FieldResolver(() => [ProgramObject], { description: 'The programs it decides.' })
  programs(@Root() agency: AgencyObject, @Ctx() { catalogue }: ProgramsContext): ProgramObject[] {
    return catalogue.programs.map(shown).filter((program) => program.agencyCode === agency.code)
  }
}

function oneOf(id: string | null | undefined, code: string | null | undefined): string {
  const wanted = id ?? code
  if (wanted == null || (id != null && code != null))
    refuse({ refused: 'BAD_USER_INPUT', field: 'id', message: 'expected either id or code' })
  return wanted
}
