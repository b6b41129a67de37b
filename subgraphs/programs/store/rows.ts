import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A program's rules as they were loaded: which text was in force when can be shown years later. */
@Entity({ schema: 'programs', name: 'release' })
export class ReleaseRow {
  @PrimaryColumn('text')
  city!: string

  @PrimaryColumn('text')
  program!: string

  @PrimaryColumn('text')
  sha256!: string

  @Column('jsonb')
  definition!: object

  @Column('timestamptz', { name: 'loaded_at' })
  loadedAt!: Date
}
