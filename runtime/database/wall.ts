import { createHash } from 'node:crypto'
import { escapeIdentifier as quoted, escapeLiteral } from 'pg'
import type { DataSource, EntityManager } from 'typeorm'
import { StartError } from '../errors'
import { migrationLock } from './migrate'
import type { Model, Wall } from './model'
import { rolesIn, type Roles } from './roles'
import { readStanding, type Built, type BuiltRole, type BuiltTable } from './wall-facts'

/**
 * What is missing of the wall between the cities, a sentence each; one statement. Nothing is missing where both roles are ordinary ones,
 * every table with a column `city` has row-level security that is forced on its owner too, and its policies are exactly those here.
 */
export async function gapsInWall(source: DataSource, models: readonly Model[]): Promise<string[]> {
  return gapsIn(await readStanding(source.manager, rolesIn(source), models), rolesIn(source), models)
}

/**
 * Makes the roles, grants and policies that are missing, in one transaction: cut off in the middle it has done nothing.
 *
 * @throws StartError where the user of the database may not do that
 */
export async function raiseWall(source: DataSource, models: readonly Model[]): Promise<void> {
  const roles = rolesIn(source)
  try {
    await source.transaction(async (manager) => {
      await manager.query(`set local lock_timeout = '10s'; set local statement_timeout = '60s'`)
      await manager.query('select pg_advisory_xact_lock($1)', [migrationLock])
      await send(manager, rolesToMake((await readStanding(manager, roles, models)).roles, roles))
      await send(manager, changes(await readStanding(manager, roles, models), roles, models))
      await send(manager, signatures(await readStanding(manager, roles, models), roles, models))
    })
  } catch (error) {
    // Insufficient privilege.
    if ((error as { code?: string }).code !== '42501') throw error
    throw new StartError(
      `The wall between the cities cannot be put up by this database user: hub migrate does it as the owner of the database, who needs CREATEROLE, or the roles "${roles.app}" and "${roles.system}" made by an administrator and granted to it.`,
    )
  }
}

interface Policy {
  readonly name: string
  readonly text: string
}

/**
 * The policies of a table. Policies of a role hold for everybody who inherits from it, as the owner does on PostgreSQL 15: the system's
 * asks who it is, so that a statement outside a transaction of `as.ts` or `work.ts` sees nothing.
 */
function policiesOf(table: BuiltTable, { app, system }: Roles, walls: readonly Wall[]): Policy[] {
  if (!table.city) return []
  const policy = (kind: string, role: string, rows: string) =>
    `as ${kind} for all to ${quoted(role)} using (${rows}) with check (${rows})`
  return [
    { name: 'city', text: policy('permissive', app, `city = current_setting('hub.city', true)`) },
    { name: 'system', text: policy('permissive', system, `current_user = ${escapeLiteral(system)}`) },
    ...walls
      .filter((wall) => wall.table === table.name)
      .map(({ name, rows }) => ({ name, text: policy('restrictive', app, rows) })),
  ]
}

const wallsIn = (models: readonly Model[], schema: string) => models.find((model) => model.schema === schema)?.walls ?? []

/** The rows of a table are for both roles to read and write; what has run of the migrations is the owner's to write. */
const privilegesOn = ({ name }: BuiltTable) => (name === 'migration' ? ['SELECT'] : ['DELETE', 'INSERT', 'SELECT', 'UPDATE'])

const pathOf = ({ schema, name }: BuiltTable) => `${quoted(schema)}.${quoted(name)}`

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)

/** A policy that was made from this text and has not been altered since says so in its comment. */
const isAsMade = (table: BuiltTable, { name, text }: Policy) =>
  table.policies.some((one) => one.name === name && one.comment === `${digest(text)} ${one.print}`)

function isGranted(table: BuiltTable, { app, system }: Roles): boolean {
  const wanted = [app, system].flatMap((role) => privilegesOn(table).map((privilege) => `${role} ${privilege}`))
  return table.usable && wanted.length === table.held.length && wanted.every((one) => table.held.includes(one))
}

function isWalled(table: BuiltTable, policies: readonly Policy[]): boolean {
  return table.forced === table.city && table.policies.length === policies.length && policies.every((one) => isAsMade(table, one))
}

function gapsIn(built: Built, roles: Roles, models: readonly Model[]): string[] {
  const gaps = [roles.app, roles.system].flatMap((name) => gapsInRole(name, built.roles))
  if (built.roles.some(({ name, settable }) => name === roles.app && !settable))
    gaps.push(`The user of the database may not become its role "${roles.app}": grant it that role.`)
  for (const table of built.tables) {
    const path = `${table.schema}.${table.name}`
    if (!isWalled(table, policiesOf(table, roles, wallsIn(models, table.schema))))
      gaps.push(
        `The table ${path} shows rows of other cities: hub migrate, run as the owner of the database, puts its wall back.`,
      )
    if (!isGranted(table, roles))
      gaps.push(`The rights on the table ${path} are not the hub's: hub migrate, run as the owner of the database, sets them.`)
  }
  for (const { name } of built.sequences)
    gaps.push(`The rights on the sequence ${name} are not the hub's: hub migrate, run as the owner of the database, sets them.`)
  for (const { name } of built.functions)
    gaps.push(`The function ${name} is not its role's: hub migrate, run as the owner of the database, hands it over.`)
  return gaps
}

function gapsInRole(name: string, roles: readonly BuiltRole[]): string[] {
  const role = roles.find((one) => one.name === name)
  if (!role) return [`The database has no role "${name}": hub migrate, run as its owner, makes it.`]
  return role.strong
    ? [
        `The database role "${name}" may do more than a hub's role: it must not log in, be a superuser, bypass row-level security, make roles or databases, or be a member of another role.`,
      ]
    : []
}

/** Two databases' hubs may make roles at once, and an administrator may have made them before. */
function rolesToMake(found: readonly BuiltRole[], { app, system }: Roles): string[] {
  const missing = [app, system].filter((name) => !found.some((role) => role.name === name))
  const granted = [app, system].filter((name) => !found.some((role) => role.name === name && role.settable))
  return [
    ...missing.map(
      (name) =>
        `do $do$ begin create role ${quoted(name)} nologin nosuperuser nobypassrls nocreaterole nocreatedb noinherit;
         exception when duplicate_object or unique_violation then null; end $do$`,
    ),
    ...granted.map((name) => `grant ${quoted(name)} to current_user`),
  ]
}

function changes(built: Built, roles: Roles, models: readonly Model[]): string[] {
  const both = `${quoted(roles.app)}, ${quoted(roles.system)}`
  return [
    ...built.tables.flatMap((table) => [
      ...(isGranted(table, roles) ? [] : grants(table, both)),
      ...wallOf(table, policiesOf(table, roles, wallsIn(models, table.schema))),
    ]),
    ...built.sequences.map(({ name }) => `grant usage on sequence ${name} to ${both}`),
    ...built.functions.flatMap(({ schema, name }) => [
      // A function can only be given to whoever may make one in its schema.
      `grant create on schema ${quoted(schema)} to ${quoted(roles.system)}`,
      `alter function ${name} owner to ${quoted(roles.system)}`,
      `revoke create on schema ${quoted(schema)} from ${quoted(roles.system)}`,
    ]),
  ]
}

function grants(table: BuiltTable, both: string): string[] {
  return [
    `grant usage on schema ${quoted(table.schema)} to ${both}`,
    `revoke all on ${pathOf(table)} from ${both}`,
    `grant ${privilegesOn(table).join(', ')} on ${pathOf(table)} to ${both}`,
  ]
}

function wallOf(table: BuiltTable, policies: readonly Policy[]): string[] {
  if (isWalled(table, policies)) return []
  const path = pathOf(table)
  return [
    ...table.policies.map(({ name }) => `drop policy ${quoted(name)} on ${path}`),
    ...policies.map(({ name, text }) => `create policy ${quoted(name)} on ${path} ${text}`),
    ...(table.city
      ? [`alter table ${path} enable row level security`, `alter table ${path} force row level security`]
      : [`alter table ${path} no force row level security`, `alter table ${path} disable row level security`]),
  ]
}

/** What a policy looks like inside is known once it is made. */
function signatures(built: Built, roles: Roles, models: readonly Model[]): string[] {
  return built.tables.flatMap((table) =>
    policiesOf(table, roles, wallsIn(models, table.schema))
      .filter((policy) => !isAsMade(table, policy))
      .map(({ name, text }) => {
        const print = table.policies.find((one) => one.name === name)?.print
        return `comment on policy ${quoted(name)} on ${pathOf(table)} is ${escapeLiteral(`${digest(text)} ${print}`)}`
      }),
  )
}

/** One round trip, however many statements. */
async function send(manager: EntityManager, statements: readonly string[]): Promise<void> {
  if (statements.length > 0) await manager.query(statements.join(';\n'))
}
