import { StartError } from '../runtime/errors'

/** What went wrong, in words; a stack only where it is a mistake of the hub's own. */
export function sentence(error: unknown): string {
  if (error instanceof StartError) return error.message
  const { name, code, message, stack } = error as Error & { code?: string }
  if (name === 'CityError') return `The city's files cannot be loaded:\n${message}`
  if (code?.startsWith('ERR_PARSE_ARGS')) return message
  return stack ?? message
}
