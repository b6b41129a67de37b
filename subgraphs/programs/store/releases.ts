import { createHash } from 'node:crypto'
import type { Manager } from '../../../runtime/database/work'
import { ReleaseRow } from './rows'

interface Release {
  readonly program: string
  readonly definition: object
}

/** Records the rules that a city was loaded with; those on record already stay as they are. One statement. */
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
  await manager.createQueryBuilder().insert().into(ReleaseRow).values(rows).orIgnore().execute()
}
