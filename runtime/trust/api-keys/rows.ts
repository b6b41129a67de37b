import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { Scope } from '../../caller'

@Entity({ schema: 'gateway', name: 'api_key' })
export class ApiKeyRow {
  @PrimaryColumn('uuid')
  id!: string

  @Column('text')
  city!: string

  @Column('text')
  agency!: string

  @Column('text')
  name!: string

  @Column('text', { array: true })
  scopes!: Scope[]

  @Column('bytea', { name: 'secret_hash' })
  secretHash!: Buffer

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null
}
