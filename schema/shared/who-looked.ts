import { Args, type ClassType, Ctx, Directive, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql'
import DataLoader from 'dataloader'
import { looksAt, type AuditRow } from '../../runtime/audit/looks'
import type { Work } from '../../runtime/database/work'
import type { LocalText } from '../../runtime/facts'
import { connectionOf, type Connection, type Page, PageArgs, pageFrom, pageOf } from './connection'
import { loaderPerPage, type CallContext } from './context'
import { Access } from './directives'
import { LocalTextObject } from './local-text'
import { inWords } from './plain-fields'
import { Instant } from './scalars'

@ObjectType('LookRecord', {
  description: "Somebody who read or changed a resident's data, and on what ground.",
  simpleResolvers: true,
})
@Directive('@shareable')
export class LookRecordObject {
  @Field(() => Instant, { description: 'When.' })
  at!: Date

  @Field(() => String, { description: 'Code of the agency of whoever did.' })
  agency!: string

  @Field(() => String, { description: 'Who, by the subject of the token.' })
  sub!: string

  @Field(() => String, { description: 'LOOK, CHANGE, EXPORT or PURGE.' })
  action!: string

  @Field(() => String, { description: 'What was asked for: the fields at the top of the request.' })
  operation!: string

  @Field(() => String, { nullable: true, description: 'What the data were read for.' })
  purpose!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Why it was allowed: OWN, STEWARDSHIP, CONSENT or BREAK_GLASS; null for what needs none.',
  })
  ground!: string | null

  @Field(() => [String], { description: 'Which fields, by name.' })
  fields!: readonly string[]

  @Field(() => LocalTextObject, { description: 'The same in a sentence.' })
  inPlainWords!: LocalText
}

export const LookRecordConnection = connectionOf(LookRecordObject, 'LookRecord', 'looks', 'SHARED')

/** Looks at a page of residents at once. */
export type LooksOf = (page: Page) => DataLoader<string, AuditRow[]>

/** The loader of a subgraph's own log. */
export function looksLoader(schema: string, city: string, work: Work): LooksOf & { clearAll(): void } {
  return loaderPerPage((page: Page) => new DataLoader(async (ids) => looksAt(await work.manager(), schema, city, ids, page)))
}

interface LookingContext extends CallContext {
  readonly whoLooked: LooksOf
}

/**
 * The field by which a resident, or the privacy officer for them, asks a subgraph who saw what it holds. `requires` is what the subgraph
 * needs to know that it is their own.
 */
export function whoLookedResolver(resident: ClassType, field: string, about: string, requires?: string): Function {
  const required = requires === undefined ? () => undefined : Directive(requires)

  @Resolver(() => resident)
  class WhoLookedResolver {
    @FieldResolver(() => LookRecordConnection, {
      nullable: true,
      name: field,
      description: `Who read or changed ${about}, the newest first: for the resident and the privacy officer.`,
    })
    @Access('oversight:read', { categories: ['IDENTITY'], purpose: 'SERVICE', oversight: true })
    @required
    async looks(
      @Root() { id }: { readonly id: string },
      @Ctx() context: LookingContext,
      @Args(() => PageArgs) { first, after }: PageArgs,
    ): Promise<Connection<LookRecordObject>> {
      const page = pageOf(first, after, 'instant', 'number')
      const rows = await context.whoLooked(page).load(id)
      return pageFrom(rows, page, (row) => ({ at: row.at.toISOString(), id: row.id }), show)
    }
  }
  return WhoLookedResolver
}

function show(row: AuditRow): LookRecordObject {
  return { ...row, inPlainWords: inPlainWords(row) }
}

const did = {
  LOOK: { en: 'read', es: 'leyó' },
  CHANGE: { en: 'changed', es: 'cambió' },
  EXPORT: { en: 'took a copy of', es: 'sacó una copia de' },
  PURGE: { en: 'deleted', es: 'borró' },
} as const

const because = {
  OWN: { en: 'you asked yourself', es: 'usted lo pidió' },
  STEWARDSHIP: { en: 'it registered you or spoke with you lately', es: 'le registró o habló con usted hace poco' },
  CONSENT: { en: 'you agreed to it', es: 'usted dio su permiso' },
  BREAK_GLASS: { en: 'it was an emergency', es: 'fue una emergencia' },
} as const

/** What a resident is told of a look. */
function inPlainWords({ action, agency, ground, fields }: Pick<AuditRow, 'action' | 'agency' | 'ground' | 'fields'>): LocalText {
  const verb = did[action as keyof typeof did]
  const reason = because[ground as keyof typeof because]
  return {
    en: `The agency ${agency} ${verb.en} ${inWords(fields, 'en')}${reason ? `, because ${reason.en}` : ''}.`,
    es: `La agencia ${agency} ${verb.es} ${inWords(fields, 'es')}${reason ? `, porque ${reason.es}` : ''}.`,
  }
}
