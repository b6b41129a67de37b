import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts a process's time in hundredths of a second, whatever its kernel was built with. */
const millisecondsPerTick = 10

/** User and system time in milliseconds of the processes, of those they have started, and of those that ended. */
export function cpuOf(pids: readonly number[]): number {
  return withChildren(pids).reduce((sum, pid) => {
    const fields = fieldsOf(pid)
    // utime, stime and the same of children that were waited for: fields 14 to 17 of proc(5), the first two are cut off.
    return sum + fields.slice(11, 15).reduce((ticks, field) => ticks + Number(field), 0) * millisecondsPerTick
  }, 0)
}

/** Peak resident memory in MB, each process at its own peak. */
export function peakMemoryOf(pids: readonly number[]): number {
  const kilobytes = withChildren(pids).map((pid) => Number(/^VmHWM:\s+(\d+)/m.exec(readProc(pid, 'status'))?.[1] ?? 0))
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024
}

function withChildren(pids: readonly number[]): number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), Number(fieldsOf(Number(name))[1])]),
  )
  const found = new Set(pids)
  for (let size = 0; size !== found.size;) {
    size = found.size
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid)
  }
  return [...found]
}

/** The fields behind the name, which may hold spaces and brackets. */
function fieldsOf(pid: number): string[] {
  const stat = readProc(pid, 'stat')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
