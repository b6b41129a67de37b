import type { CityRules } from '../../subgraphs/programs/domain/eligibility/rule-book'

/** How a line tells of a household: in the hub's own words, in those of the City's screening, or as the database keeps it. */
export type Format = 'hub' | 'accessnyc' | 'stored'

/** What every line of a run is screened by. */
export interface Plan {
  readonly rules: CityRules
  readonly asOf: string
  readonly format: Format
  /** Ids of programs in the order of the results; all of the city where there is none. */
  readonly programs: readonly string[] | undefined
  /** Whether each result is the whole answer, with its criteria. */
  readonly explain: boolean
}

/** Some lines of the input, one after the other. */
export interface Chunk {
  /** Number of the first line, from 1 on. */
  readonly from: number
  readonly lines: number
  /** UTF-8, without the last line's end. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Where the input goes on after these lines: what its source takes to begin there. */
  readonly next: number | string
}

/** A line that could not be screened. */
export interface BadLine {
  readonly line: number
  readonly field: string | null
  readonly message: string
}

/** What a thread is asked. */
export interface Task extends Pick<Chunk, 'from' | 'bytes'> {
  /** Memory that threads share and nobody needs any more. */
  readonly free: SharedArrayBuffer | undefined
}

/** What became of a chunk. */
export interface Screened {
  /** UTF-8: a line for each line of the chunk. */
  readonly bytes: Uint8Array<SharedArrayBuffer>
  readonly bad: readonly BadLine[]
  /** For each program the count of each outcome, in the order of {@link outcomes}. */
  readonly counts: Uint32Array<ArrayBuffer>
}

export const outcomes = ['ELIGIBLE', 'INELIGIBLE', 'NEEDS_INFORMATION', 'DISCRETIONARY', 'CLOSED'] as const
