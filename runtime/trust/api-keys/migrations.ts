import { migrationOf } from '../../database/migration'

const apiKeys = [
  `create table gateway.api_key (
    id uuid primary key,
    city text not null,
    agency text not null,
    name text not null,
    scopes text[] not null check (cardinality(scopes) > 0),
    secret_hash bytea not null check (length(secret_hash) = 32),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    check (expires_at > created_at and expires_at <= created_at + interval '8760 hours')
  )`,
  'create index on gateway.api_key (city, agency, name)',
]

export const migrations = [migrationOf('ApiKeys1795527000000', apiKeys)]
