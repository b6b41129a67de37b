import { createHash } from 'node:crypto'
import type { Manager } from '../../../runtime/database/work'
import { ReleaseRow } from './rows'

interface Release {
  readonly program: string
  readonly definition: object
}

/** Records the rules that a city was loaded with; those on record already stay as they are. One statement, two where there are any. */
export async function recordReleases(
  manager: Manager,
  city: string,
  releases: readonly Release[],
  loadedAt: Date,
): Promise<void> {
  const rows = releases.map(({ program, definition }) => {
    const sha256 = createHash('sha256').update(JSON.stringify(definition)).digest('hex')
    return { city, program, sha256, definition, loadedAt }
  })
  const known = await manager.query<{ program: string; sha256: string }[]>(
    'select program, sha256 from programs.release where city = $1 and sha256 = any($2)',
    [city, rows.map(({ sha256 }) => sha256)],
  )
  const added = rows.filter((row) => !known.some(({ program, sha256 }) => program === row.program && sha256 === row.sha256))
  // Another replica may be adding the same ones.
  if (added.length > 0) await manager.createQueryBuilder().insert().into(ReleaseRow).values(added).orIgnore().execute()
}
