import type { DataSource, EntityManager } from 'typeorm'
import { asSystem } from '../../database/as'
import { isRefusal, type Refusal } from '../../errors'
import { newId } from '../../ids'
import { type ApiKey, standingOf } from './judge'
import { formatKey, hashOf, newSecret } from './key-text'
import { ApiKeyRow } from './rows'

/** The key of this id, or undefined; throws where the database cannot answer. */
export type FindKey = (id: string) => Promise<ApiKey | undefined>

/** Finds a key in a transaction of its own, which is over before anything else is asked: the embedded database has one connection. */
export function keyFinder(source: DataSource): FindKey {
  return async (id) => (await asSystem(source, (manager) => manager.findOneBy(ApiKeyRow, { id }))) ?? undefined
}

/** A key that was just made. Its text is nowhere else: it is told once. */
export interface MadeKey {
  readonly text: string
  readonly key: ApiKey
}

export type Wish = Pick<ApiKey, 'city' | 'agency' | 'name' | 'scopes' | 'expiresAt'>

/** Makes the first key of a name. */
export async function makeKey(source: DataSource, wish: Wish, now: Date): Promise<MadeKey | Refusal> {
  return alone(source, async (manager) => {
    const [other] = await liveOf(manager, wish, now)
    if (other)
      return { refused: 'CONFLICT', field: 'name', message: `the key ${other.id} of this name is live: rotate it, or revoke it` }
    return insert(manager, wish, now)
  })
}

/** How many keys of one name are live at most: the one a tool is given next, and the one it still uses. */
const mostLive = 2

/** Makes a new key of the same name and scopes, for as long as the old one was made for. The newest one before it stays live, the others do not. */
export async function rotateKey(source: DataSource, id: string, now: Date): Promise<MadeKey | Refusal> {
  return alone(source, async (manager) => {
    const old = await found(manager, id)
    if (isRefusal(old)) return old
    if (standingOf(old, now) !== 'LIVE')
      return { refused: 'NOT_ALLOWED_NOW', field: 'id', message: `the key ${id} is not live: make a new one` }
    const expiresAt = new Date(now.getTime() + old.expiresAt.getTime() - old.createdAt.getTime())
    const made = await insert(manager, { ...old, expiresAt }, now)
    const others = (await liveOf(manager, old, now)).filter((key) => key.id !== made.key.id)
    const ids = others.slice(mostLive - 1).map((key) => key.id)
    await revoke(manager, ids, now)
    return made
  })
}

/** Refuses a key from the next request on. */
export async function revokeKey(source: DataSource, id: string, now: Date): Promise<ApiKey | Refusal> {
  return alone(source, async (manager) => {
    const key = await found(manager, id)
    if (isRefusal(key) || key.revokedAt !== null) return key
    await revoke(manager, [id], now)
    return { ...key, revokedAt: now }
  })
}

/** All keys, those that are of no use any more too, by city, agency, name and age. */
export async function listKeys(source: DataSource): Promise<readonly ApiKey[]> {
  const order = { city: 'ASC', agency: 'ASC', name: 'ASC', createdAt: 'ASC', id: 'ASC' } as const
  return asSystem(source, (manager) => manager.find(ApiKeyRow, { order }))
}

/** One at a time: two rotations at once would leave three live. Who finds a key does not wait for this lock. */
async function alone<T>(source: DataSource, change: (manager: EntityManager) => Promise<T>): Promise<T> {
  return asSystem(source, async (manager) => {
    await manager.query('lock table gateway.api_key in share row exclusive mode')
    return change(manager)
  })
}

async function found(manager: EntityManager, id: string): Promise<ApiKey | Refusal> {
  const key = await manager.findOneBy(ApiKeyRow, { id })
  return key ?? { refused: 'NOT_FOUND', field: 'id', message: `there is no key ${id}` }
}

/** The live keys of one name, the newest first. */
async function liveOf(manager: EntityManager, { city, agency, name }: Wish, now: Date): Promise<readonly ApiKey[]> {
  const keys = await manager.find(ApiKeyRow, { where: { city, agency, name }, order: { createdAt: 'DESC', id: 'DESC' } })
  return keys.filter((key) => standingOf(key, now) === 'LIVE')
}

async function insert(manager: EntityManager, wish: Wish, now: Date): Promise<MadeKey> {
  const { city, agency, name, scopes, expiresAt } = wish
  const [id, secret] = [newId(), newSecret()]
  const key = {
    id,
    city,
    agency,
    name,
    scopes: [...scopes],
    secretHash: hashOf(secret),
    createdAt: now,
    expiresAt,
    revokedAt: null,
  }
  await manager.insert(ApiKeyRow, key)
  return { text: formatKey({ id, secret }), key }
}

async function revoke(manager: EntityManager, ids: readonly string[], now: Date): Promise<void> {
  await manager.query('update gateway.api_key set revoked_at = $2 where id = any($1::uuid[])', [ids, now])
}
