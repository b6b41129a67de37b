import { refuse } from '../../../schema/shared/refuse'

/** How much one request may have judged, each with the reason of its number. */
export const judgingLimits = {
  /** Households: a whole page of residents, by `eligibility` and by `interview`. */
  households: 400,
  /** From the first household to the last: a department has five seconds to answer. */
  milliseconds: 4_000,
  /** Milliseconds after which other requests have their turn. */
  turn: 50,
} as const

/** The judging that one request has asked for so far. */
export interface Judging {
  /** Before each household. Throws the refusal where there have been enough. */
  household(): void
  /** Before each program. Lets other requests have their turn; throws the refusal where the time is over. */
  program(): Promise<void>
}

export function openJudging(now: () => number = () => performance.now()): Judging {
  let households = 0
  let began: number | undefined
  let turned = 0
  return {
    household() {
      households += 1
      if (households > judgingLimits.households)
        tooMuch(`the operation asks about more than ${judgingLimits.households} households`)
    },
    async program() {
      const at = now()
      if (began === undefined) began = turned = at
      if (at - began > judgingLimits.milliseconds)
        tooMuch(
          `judging took more than ${judgingLimits.milliseconds} milliseconds: ask about fewer programs or households at once, or with more facts known`,
        )
      if (at - turned < judgingLimits.turn) return
      await new Promise((resolve) => setImmediate(resolve))
      turned = now()
    },
  }
}

function tooMuch(message: string): never {
  return refuse({ refused: 'LIMIT_EXCEEDED', message })
}
