import type { Execute } from '../../schema/shared/execute'
import type { Department } from './department'

/** A subgraph in this process: no socket, no JSON, no signature. */
export function localDepartment(name: string, execute: Execute, ready: () => Promise<boolean>): Department {
  return {
    name,
    ask: (operation, caller) => execute(operation, caller, { mayChange: true }),
    ready,
    close: () => Promise.resolve(),
  }
}
