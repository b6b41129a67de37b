/** Every household that fits what is known. */
import type { Draft, Unknown } from './draft'

/** Which value each unknown has, and the household that comes of it. */
interface Filled {
  readonly choice: readonly number[]
  readonly draft: Draft
}

export function complete(start: Draft, unknowns: readonly Unknown[]): readonly Filled[] {
  const isHeadOpen = unknowns.some(({ values }) => values.some(({ asked }) => asked !== undefined))
  return unknowns
    .reduce<readonly Filled[]>(
      (drafts, { values }) =>
        drafts.flatMap(({ choice, draft }) =>
          values.map((value, index) => ({ choice: [...choice, index], draft: value.fill(draft) })),
        ),
      [{ choice: [], draft: start }],
    )
    .filter(({ draft }) => !isHeadOpen || draft.head !== undefined)
}
