import { Column, Entity, PrimaryColumn } from 'typeorm'
import { findPages, type Order, type Slice } from '../database/rows'
import type { Manager } from '../database/work'

/** A row of a log as the resident it is about may read it. */
export interface AuditRow {
  /** Grows with each row; of two, the greater was not always there first. */
  readonly id: string
  readonly at: Date
  readonly city: string
  readonly agency: string
  readonly sub: string
  readonly roles: readonly string[]
  readonly request: string
  readonly action: string
  readonly operation: string
  readonly subjectType: string
  readonly subjectId: string | null
  readonly residentId: string | null
  readonly purpose: string | null
  readonly ground: string | null
  readonly groundId: string | null
  readonly fields: readonly string[]
}

/** The class that TypeORM knows the rows of a schema's log by, for the schema's model: each log is a table of its own. */
export function auditRow(schema: string): new () => AuditRow {
  const known = classes.get(schema) ?? makeClass(schema)
  classes.set(schema, known)
  return known
}

const classes = new Map<string, new () => AuditRow>()

const newest: Order<AuditRow> = { by: 'at', type: 'timestamptz', direction: 'desc' }

/** Who saw these residents' data, and what was changed of it, the newest first: a page for each resident, in one statement. */
export function looksAt(
  manager: Manager,
  schema: string,
  city: string,
  residentIds: readonly string[],
  slice: Slice,
): Promise<AuditRow[][]> {
  return findPages(manager, auditRow(schema), city, { column: 'residentId', ids: residentIds }, {}, newest, slice)
}

function makeClass(schema: string): new () => AuditRow {
  @Entity({ schema, name: 'audit' })
  class LoggedRow implements AuditRow {
    @PrimaryColumn('bigint')
    id!: string

    @Column('timestamptz')
    at!: Date

    @Column('text')
    city!: string

    @Column('text')
    agency!: string

    @Column('text')
    sub!: string

    @Column('text', { array: true })
    roles!: string[]

    @Column('text')
    request!: string

    @Column('text')
    action!: string

    @Column('text')
    operation!: string

    @Column('text', { name: 'subject_type' })
    subjectType!: string

    @Column('uuid', { name: 'subject_id', nullable: true })
    subjectId!: string | null

    @Column('uuid', { name: 'resident_id', nullable: true })
    residentId!: string | null

    @Column('text', { nullable: true })
    purpose!: string | null

    @Column('text', { nullable: true })
    ground!: string | null

    @Column('uuid', { name: 'ground_id', nullable: true })
    groundId!: string | null

    @Column('text', { array: true })
    fields!: string[]
  }
  return LoggedRow
}
