/** How large an operation may be, each with the reason of its number. */
export const limits = {
  /** Bytes of a body: a long interview of a large household is under 64 KiB. */
  bodyBytes: 256 * 1024,
  /** Lexical tokens: more can overflow the stack of graphql-js's validation. */
  tokens: 2_000,
  /** Fields inside fields: resident, referrals, nodes, program, agency, name, en is seven. */
  depth: 12,
  /** Renamed fields: an alias multiplies the work of one field. */
  aliases: 30,
  /** Fields at the top: each may be a plan of its own. */
  rootFields: 20,
  /** Named fragments. */
  fragments: 50,
  /** Directives in the operation. */
  directives: 10,
  /** Fields with fragments expanded, before planning: a small query can hold the planner for seconds. */
  fields: 500,
  /** Lists and objects inside each other in a value: @apollo/gateway takes twice as long for each list around another. */
  values: 12,
  /** Milliseconds from the operation's hand-over to its reply; a department has five seconds of them. */
  requestMilliseconds: 10_000,
  /** Errors told of one operation that does not fit the schema. */
  errors: 5,
  /** Requests under way at once. */
  inFlight: 64,
} as const
