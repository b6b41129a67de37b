/** What a run says of itself: on stderr while it goes on, and at the end. */
import type { WriteStream } from 'node:tty'
import type { Progress } from './output'
import { outcomes, type BadLine } from './plan'

type Out = Pick<WriteStream, 'write'> & { readonly isTTY?: boolean }

export interface Teller {
  bad(lines: readonly BadLine[]): void
  /** Told after each chunk; it is said now and then. `share` of the input that is done, where it is known. */
  progress(lines: number, share: number | undefined): void
  end(): void
}

/** Bad lines told one by one; the output has them all. */
const mostTold = 100
/** Milliseconds: what is over sooner needs no progress; then a terminal's line is written anew, elsewhere a line is added. */
const [silent, onTerminal, elsewhere] = [1000, 250, 5000]

export function openTeller(out: Out, before: number, now = () => performance.now()): Teller {
  const began = now()
  let said = -Infinity
  let told = 0
  let isOpen = false

  function clear(): void {
    if (isOpen) out.write('\r\u001B[K')
    isOpen = false
  }
  return {
    bad(lines) {
      for (const line of lines) {
        if (told++ < mostTold) {
          clear()
          out.write(`${badLineText(line)}\n`)
        } else if (told === mostTold + 1) {
          clear()
          out.write('further bad lines are told in the output alone\n')
        }
      }
    },
    progress(lines, share) {
      const at = now()
      if (at - began < silent || at - said < (out.isTTY ? onTerminal : elsewhere)) return
      said = at
      const rate = (lines - before) / ((at - began) / 1000)
      const text = `${count(lines)} lines, ${count(rate)} a second${share === undefined ? '' : `, ${Math.floor(share * 100)} %`}`
      clear()
      isOpen = out.isTTY === true
      out.write(isOpen ? text : `${text}\n`)
    },
    end: clear,
  }
}

/** `line 4: facts.members[0].age: expected full years from 0 to 130`. */
export function badLineText({ line, field, message }: BadLine): string {
  return `line ${line}: ${field === null ? '' : `${field}: `}${message}`
}

export interface Summary {
  readonly out: string
  readonly lines: number
  readonly bad: number
  /** Lines that an interrupted run had answered before. */
  readonly before: number
  /** Of this run. */
  readonly seconds: number
  readonly linesPerSecond: number
  readonly programs: Readonly<Record<string, Readonly<Record<string, number>>>>
}

export function summarize(
  out: string,
  { lines, bad, counts }: Progress,
  before: number,
  seconds: number,
  programs: readonly string[],
): Summary {
  const linesPerSecond = seconds > 0 ? Math.round((lines - before) / seconds) : 0
  const ofPrograms = programs.map((program, index) => {
    const own = outcomes.map((outcome, code) => [outcome, counts[index * outcomes.length + code] ?? 0] as const)
    return [program, Object.fromEntries(own)] as const
  })
  return { out, lines, bad, before, seconds, linesPerSecond, programs: Object.fromEntries(ofPrograms) }
}

/** A table of programs and outcomes, and a sentence. */
export function summaryText({ out, lines, bad, before, seconds, linesPerSecond, programs }: Summary): string {
  const rows = Object.entries(programs).map(([program, counts]) => [
    program,
    ...outcomes.map((outcome) => count(counts[outcome] ?? 0)),
  ])
  const table = [['', ...outcomes.map((outcome) => outcome.toLowerCase().replaceAll('_', ' '))], ...rows]
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)))
  const text = table.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  '),
  )
  const resumed = before > 0 ? `, after ${count(before)} that were done before` : ''
  const sentence = `${count(lines - before)} lines in ${seconds.toFixed(1)} s, ${count(linesPerSecond)} a second${resumed}; ${count(bad)} bad`
  return `${text.join('\n')}\n\n${sentence}\n${out}`
}

export function count(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}
