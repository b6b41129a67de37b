import type { Refusal } from '../../../runtime/errors'

export interface Queue {
  readonly id: string
  readonly code: string
  readonly programIds: readonly string[]
}

/** The queue a referral goes to: the one that was named, if it takes the program, else the first by code that does. */
export function route<Q extends Queue>(queues: readonly Q[], programId: string, named: string | null | undefined): Q | Refusal {
  const taking = queues.filter((queue) => queue.programIds.includes(programId)).sort((a, b) => (a.code < b.code ? -1 : 1))
  if (named == null) {
    return (
      taking[0] ?? {
        refused: 'BAD_USER_INPUT',
        field: 'programId',
        message: 'expected a program that an intake queue of your city takes',
      }
    )
  }
  if (!queues.some((queue) => queue.id === named))
    return { refused: 'NOT_FOUND', field: 'queueId', message: 'no intake queue with this id in your city' }
  const chosen = taking.find((queue) => queue.id === named)
  return chosen ?? { refused: 'BAD_USER_INPUT', field: 'queueId', message: 'expected an intake queue that takes the program' }
}
