/** How often an event is taken up before it is put aside as dead. */
export const mostAttempts = 12

/** How long whoever has taken an event up has for it, in milliseconds: then it is anybody's again. */
export const leaseMilliseconds = 30_000

const first = 1_000
const longest = 300_000

/**
 * How long to wait after a failed attempt, in milliseconds: a second that doubles to five minutes, and of that a part between half and
 * all by `luck` (0 to 1), so that what failed together does not come again together.
 */
export function waitAfter(attempt: number, luck: number): number {
  const whole = Math.min(longest, first * 2 ** (attempt - 1))
  return Math.round(whole * (0.5 + luck / 2))
}
