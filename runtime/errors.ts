/**
 * Every error a client can meet, once: its code, what it means, and the HTTP status it has where the reply is not GraphQL's
 * usual 200. The gateway lets no other code out, and no message that did not come with one of these.
 */
export const errorCodes = {
  BAD_USER_INPUT: {
    status: 200,
    meaning: 'A value is not what the field takes. The message names the field and what was expected.',
  },
  NOT_FOUND: { status: 200, meaning: "No such record in the caller's city." },
  CONFLICT: { status: 200, meaning: 'The record has changed since it was read, or the id is already taken.' },
  IDEMPOTENCY_MISMATCH: { status: 200, meaning: 'The idempotency key was used before with another input.' },
  NOT_ALLOWED_NOW: {
    status: 200,
    meaning: "The step is not open in the record's present state.",
  },
  FORBIDDEN: { status: 200, meaning: "The caller's role does not allow this field or step." },
  CONSENT_REQUIRED: { status: 200, meaning: 'The resident has not agreed to this use of the data.' },
  AUDIT_UNAVAILABLE: {
    status: 200,
    meaning: 'What would be seen or changed could not be recorded: nothing is shown, nothing was changed.',
  },
  SERVICE_UNAVAILABLE: { status: 200, meaning: 'A department could not answer; the field is missing, nothing is known from it.' },
  DEADLINE_EXCEEDED: { status: 503, meaning: 'The answer took longer than the time allowed. Wait and send it again.' },
  INTERNAL: { status: 200, meaning: "A mistake of the hub's own. The correlation id finds it in the log." },
  UNAUTHENTICATED: { status: 401, meaning: 'No valid bearer token or API key.' },
  GRAPHQL_PARSE_FAILED: { status: 400, meaning: 'The operation is not GraphQL.' },
  GRAPHQL_VALIDATION_FAILED: { status: 400, meaning: 'The operation does not fit the schema.' },
  OPERATION_RESOLUTION_FAILURE: { status: 400, meaning: 'The document has no operation of that name.' },
  BAD_REQUEST: { status: 400, meaning: 'The request is not a JSON object with a query.' },
  LIMIT_EXCEEDED: { status: 400, meaning: 'The operation is larger than the hub takes. The message names the limit.' },
  METHOD_NOT_ALLOWED: { status: 405, meaning: 'Only POST carries operations.' },
  PAYLOAD_TOO_LARGE: { status: 413, meaning: 'The body is larger than the hub takes.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, meaning: 'The body must be application/json.' },
  OVERLOADED: { status: 503, meaning: 'Too many requests at once. Wait as long as Retry-After says and send it again.' },
} as const satisfies Record<string, { status: number; meaning: string }>

export type ErrorCode = keyof typeof errorCodes

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorCodes, code)
}

/** Why something was not done: a closed code, the input field it is about where there is one, and a sentence for the client. */
export interface Refusal {
  readonly refused: ErrorCode
  readonly message: string
  readonly field?: string
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && isErrorCode(value.refused)
}

/** No record of that id in the caller's city. */
export function notFound(field: string, what: string): Refusal {
  return { refused: 'NOT_FOUND', field, message: `no ${what} with this id in your city` }
}

/** The record has changed since the client read it. */
export function stale(expected: number, found: number): Refusal {
  return {
    refused: 'CONFLICT',
    field: 'expectedVersion',
    message: `expected version ${expected}, but the record is at version ${found}: read it again and decide anew`,
  }
}

/** A setting, file or port that keeps the process from starting: one clear sentence, exit code 1, no stack. */
export class StartError extends Error {
  override readonly name = 'StartError'
}
