import type { Caller } from '../../runtime/caller'
import type { Operation, Reply } from '../../schema/shared/execute'

/** A subgraph as the gateway reaches it, in this process or over HTTP. Throws only where it could not be reached. */
export interface Department {
  readonly name: string
  ask(operation: Operation, caller: Caller): Promise<Reply>
  ready(): Promise<boolean>
  close(): Promise<void>
}
