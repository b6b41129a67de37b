import { userInfo } from 'node:os'
import type { Caller } from '../runtime/caller'
import { newId } from '../runtime/ids'

/** Whoever works at the command line, as the audit log names them: by the account of the machine, in one city, under one id for the command. */
export function operatorIn(city: string): Caller {
  return { sub: `${account()}@command-line`, city, agency: 'hub', roles: [], request: newId() }
}

/** In a container it may have a number alone. */
function account(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.())
  }
}
