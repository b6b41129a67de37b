import { randomUUID } from 'node:crypto'
import type { GraphQLFormattedError } from 'graphql'
import { isErrorCode } from '../runtime/errors'
import type { Log } from '../runtime/log'

/** Extensions that a client may read; everything else stays here. */
const shown = ['code', 'field', 'department', 'correlationId'] as const

/** Apollo's own codes in the words of the hub's table. */
const renamed: Readonly<Record<string, string>> = {
  // The planner knows no subscriptions and no newest fields of introspection, which validation lets through.
  INVALID_GRAPHQL: 'GRAPHQL_VALIDATION_FAILED',
  INTERNAL_SERVER_ERROR: 'INTERNAL',
  DOWNSTREAM_SERVICE_ERROR: 'SERVICE_UNAVAILABLE',
}

/**
 * The last thing an error passes: only codes of the table leave, no stack, no address, no suggestion of names. An error without a
 * code of ours is a mistake of the hub's and is logged under a correlation id.
 */
export function mask(log: Log): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return ({ message, path, locations, extensions = {} }, error) => {
    const given = String(extensions['code'])
    const code = renamed[given] ?? given
    if (code === 'INTERNAL' || !isErrorCode(code)) {
      const known = extensions['correlationId']
      const correlationId = typeof known === 'string' ? known : randomUUID()
      // What carries a correlation id already was logged where it went wrong.
      if (known === undefined) log.error({ correlationId, code: given, stack: framesOf(error) }, 'unexpected error')
      const department = typeof extensions['department'] === 'string' ? { department: extensions['department'] } : {}
      return {
        message: 'unexpected error',
        ...(path ? { path } : {}),
        extensions: { code: 'INTERNAL', ...department, correlationId },
      }
    }
    const kept = Object.fromEntries(shown.flatMap((name) => (extensions[name] === undefined ? [] : [[name, extensions[name]]])))
    return {
      message: message.replace(/ Did you mean .*\?$/s, ''),
      ...(path ? { path } : {}),
      ...(locations ? { locations } : {}),
      extensions: { ...kept, code },
    }
  }
}

/** Where it went wrong, without the message: that may hold what a client sent. */
function framesOf(error: unknown): string | undefined {
  return (error as Error).stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 12)
    .join('\n')
}
