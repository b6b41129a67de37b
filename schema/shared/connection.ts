import { ArgsType, Directive, Field, Int, ObjectType, type ClassType } from 'type-graphql'
import { isDay } from '../../runtime/days'
import { isId } from '../../runtime/ids'
import { unfitText } from '../../runtime/text'
import { refuse } from './refuse'

/** Relay's page information, the same in every subgraph. */
@ObjectType({ description: 'Where a page of a list stands.', simpleResolvers: true })
@Directive('@shareable')
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more after this page.' })
  hasNextPage!: boolean

  @Field(() => Boolean, { description: 'Whether there is something before this page.' })
  hasPreviousPage!: boolean

  @Field(() => String, { nullable: true, description: 'The cursor of the first entry, to be given back as it is.' })
  startCursor!: string | null

  @Field(() => String, { nullable: true, description: 'The cursor of the last entry: give it as `after` for the next page.' })
  endCursor!: string | null
}

export interface Edge<Node> {
  readonly cursor: string
  readonly node: Node
}

export interface Connection<Node> {
  readonly edges: readonly Edge<Node>[]
  readonly nodes: readonly Node[]
  readonly pageInfo: PageInfo
}

/** The connection type over `node`, named after it; SHARED where several subgraphs have it. */
export function connectionOf<Node extends object>(
  node: ClassType<Node>,
  name: string,
  what: string,
  shared?: 'SHARED',
): ClassType<Connection<Node>> {
  const marked: ClassDecorator = shared ? Directive('@shareable') : () => undefined

  @ObjectType(`${name}Edge`, { description: `One of the ${what} with its place in the list.`, simpleResolvers: true })
  @marked
  class EdgeObject {
    @Field(() => String, { description: 'Its place in the list, to be given back as it is.' })
    cursor!: string

    @Field(() => node, { description: 'The entry itself.' })
    node!: Node
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${what}.`, simpleResolvers: true })
  @marked
  class ConnectionObject {
    @Field(() => [EdgeObject], { description: 'The entries with their cursors.' })
    edges!: EdgeObject[]

    @Field(() => [node], { description: 'The entries alone.' })
    nodes!: Node[]

    @Field(() => PageInfo, { description: 'Where this page stands.' })
    pageInfo!: PageInfo
  }
  return ConnectionObject as never
}

/** The arguments of every list: 20 entries unless asked for, at most 200. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { description: 'How many entries at most: 1 to 200.', defaultValue: 20 })
  first!: number

  @Field(() => String, { nullable: true, description: 'Continue after this cursor.' })
  after?: string | null
}

/** The value of a sort column and the id: a place in a list that stays the same while rows come and go. */
export interface Place {
  readonly at: string
  readonly id: string
}

export interface Page {
  readonly first: number
  readonly after: Place | undefined
}

/** What a list is sorted by decides what its cursors may hold. */
const placeChecks = {
  // JavaScript reads February 30 as March 2 and knows a year 0; the database refuses both.
  instant: (at: string) => /^[\d-]{10}T\d\d:\d\d:\d\d\.\d{3}Z$/.test(at) && isDay(at.slice(0, 10)) && isExact(at),
  day: isDay,
  // A list by name is sorted by both names of a person, each of 200 characters, in small letters.
  text: (at: string) => unfitText(at, 1_000) === undefined,
}

/** Rows of a log are numbered. */
const idChecks = { uuid: isId, number: (id: string) => /^\d{1,18}$/.test(id) }

function isExact(at: string): boolean {
  const instant = new Date(at)
  return !Number.isNaN(instant.getTime()) && instant.toISOString() === at
}

/** @throws the refusal naming `first` or `after` */
export function pageOf(
  first: number,
  after: string | null | undefined,
  sortedBy: keyof typeof placeChecks,
  ids: keyof typeof idChecks = 'uuid',
): Page {
  if (first < 1 || first > 200)
    refuse({ refused: 'BAD_USER_INPUT', field: 'first', message: `expected a number from 1 to 200, not ${first}` })
  return {
    first,
    after: after === undefined || after === null ? undefined : placeOf(after, placeChecks[sortedBy], idChecks[ids]),
  }
}

function placeOf(cursor: string, fits: (at: string) => boolean, isOne: (id: string) => boolean): Place {
  try {
    const [at, id, ...more] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[]
    if (typeof at === 'string' && typeof id === 'string' && more.length === 0 && isOne(id) && fits(at)) return { at, id }
  } catch {
    // not JSON: falls through to the refusal
  }
  return refuse({ refused: 'BAD_USER_INPUT', field: 'after', message: 'expected a cursor that this list has given' })
}

export function cursorOf({ at, id }: Place): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url')
}

/** A page from one row more than asked for: the extra row says that there is more. */
export function pageFrom<Row, Node>(
  rows: readonly Row[],
  page: Page,
  place: (row: Row) => Place,
  show: (row: Row) => Node,
): Connection<Node> {
  const edges = rows.slice(0, page.first).map((row) => ({ cursor: cursorOf(place(row)), node: show(row) }))
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: rows.length > page.first,
      hasPreviousPage: page.after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}
