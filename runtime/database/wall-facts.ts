import type { EntityManager } from 'typeorm'
import type { Model } from './model'
import type { Roles } from './roles'

/** What the database's catalog says of the wall between the cities. */
export interface Built {
  readonly roles: readonly BuiltRole[]
  readonly tables: readonly BuiltTable[]
  /** Sequences that one of the roles may not use yet. */
  readonly sequences: readonly { readonly name: string }[]
  /** Functions that run with the rights of their owner, and whose owner is not the system role. */
  readonly functions: readonly { readonly schema: string; readonly name: string }[]
}

export interface BuiltRole {
  readonly name: string
  /** It may do more than touch the rows it was granted. */
  readonly strong: boolean
  /** The user of the database may become it. */
  readonly settable: boolean
}

export interface BuiltTable {
  readonly schema: string
  readonly name: string
  /** It has a column `city`. */
  readonly city: boolean
  /** Row-level security is on, and holds for the owner too. */
  readonly forced: boolean
  /** Both roles may look into its schema. */
  readonly usable: boolean
  /** `role PRIVILEGE` for each that one of the two roles has. */
  readonly held: readonly string[]
  /** `print` changes when the policy does. */
  readonly policies: readonly { readonly name: string; readonly comment: string | null; readonly print: string }[]
}

/** Reads it in one statement. Everybody may read the catalog. */
export async function readStanding(manager: EntityManager, { app, system }: Roles, models: readonly Model[]): Promise<Built> {
  const [row] = await manager.query<{ built: Built }[]>(statement, [[app, system], system, models.map(({ schema }) => schema)])
  return (row as { built: Built }).built
}

/** The inside of a policy is its parsed tree: its text would depend on the search path of who asks. */
const statement = `
  with named as (
    select oid, rolname, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolcanlogin
      or exists (select from pg_auth_members m where m.member = r.oid) as strong
    from pg_roles r where rolname = any($1::text[])
  ), owned as (
    select c.oid, n.oid as schema_oid, n.nspname, c.relname, c.relkind, c.relrowsecurity and c.relforcerowsecurity as forced
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = any($3::text[]) and c.relkind in ('r', 'p', 'S')
  )
  select json_build_object(
    'roles', array(
      select json_build_object('name', rolname, 'strong', strong, 'settable', pg_has_role(oid,
        case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end))
      from named
    ),
    'tables', array(
      select json_build_object(
        'schema', nspname,
        'name', relname,
        'city', exists (select from pg_attribute where attrelid = t.oid and attname = 'city' and not attisdropped),
        'forced', forced,
        'usable', (select count(*) from named where has_schema_privilege(named.oid, t.schema_oid, 'USAGE')) = 2,
        'held', array(
          select named.rolname || ' ' || privilege
          from named, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) privilege
          where has_table_privilege(named.oid, t.oid, privilege)
        ),
        'policies', array(
          select json_build_object('name', polname, 'comment', obj_description(p.oid, 'pg_policy'), 'print', md5(concat_ws(' ',
            polcmd, polpermissive, polroles::text, polqual::text, polwithcheck::text)))
          from pg_policy p where polrelid = t.oid order by polname
        )
      )
      from owned t where relkind <> 'S' order by nspname, relname
    ),
    'sequences', array(
      select json_build_object('name', format('%I.%I', nspname, relname)) from owned s
      where relkind = 'S' and (select count(*) from named where has_sequence_privilege(named.oid, s.oid, 'USAGE')) < 2
    ),
    'functions', array(
      select json_build_object('schema', n.nspname,
        'name', format('%I.%I(%s)', n.nspname, proname, pg_get_function_identity_arguments(p.oid)))
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where prosecdef and n.nspname = any($3::text[]) and pg_get_userbyid(proowner) <> $2
    )
  ) as built`
