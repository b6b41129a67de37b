import { once } from 'node:events'
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { householdLine } from '../../bench/households'
import { openDesk, type Desk } from './screen-command'

const lines = Array.from({ length: 12_000 }, (_, number) => householdLine(number * 2))
const state = (desk: Desk) => JSON.parse(readFileSync(`${desk.out}.state`, 'utf8'))

describe('a run that was interrupted', () => {
  let desk: Desk
  let whole: string
  beforeAll(() => {
    desk = openDesk()
    // A bad line among them, so that its count has to survive as well.
    desk.write([lines[0]!, 'no JSON', ...lines.slice(1)])
    desk.run()
    whole = readFileSync(desk.out, 'utf8')
  })
  afterAll(() => desk.remove())

  /** Starts anew and sends a signal once progress has been kept for the first time. */
  async function interrupt(signal: 'SIGKILL' | 'SIGINT'): Promise<void> {
    const child = desk.start('--fresh')
    const ended = once(child, 'exit')
    const { mtimeMs } = statSync(`${desk.out}.state`)
    const isUnderWay = () => {
      // The old files go first, then come new ones.
      const found = statSync(`${desk.out}.state`, { throwIfNoEntry: false })
      if (found === undefined || found.mtimeMs === mtimeMs) return false
      const { progress } = state(desk)
      return progress.lines > 0 && !progress.done
    }
    while (!isUnderWay()) await new Promise((resolve) => setTimeout(resolve, 5))
    child.kill(signal)
    await ended
  }

  it('has everything to compare with', () => {
    expect(whole.split('\n')).toHaveLength(lines.length + 2)
  })

  it.each(['SIGKILL', 'SIGINT'] as const)(
    'by %s goes on where its output is whole, and ends with the same bytes',
    async (signal) => {
      await interrupt(signal)
      const { lines: done } = state(desk).progress
      expect(done).toBeGreaterThan(0)
      expect(done).toBeLessThan(lines.length)
      const { code, summary } = desk.run()
      expect(readFileSync(desk.out, 'utf8') === whole).toBe(true)
      expect([code, summary.before, summary.lines, summary.bad]).toEqual([1, done, lines.length + 1, 1])
    },
  )

  it('is not begun again once it is done', () => {
    const { code, summary } = desk.run()
    expect([code, summary.before, summary.lines]).toEqual([1, lines.length + 1, lines.length + 1])
    expect(readFileSync(desk.out, 'utf8') === whole).toBe(true)
  })

  it.each([[['--programs', 'snap']], [['--as-of', '2026-06-02']], [['--explain']]])('is refused with %j', (args) => {
    expect(desk.run(...args).stderr).toContain('was made with other arguments, of another input or by other rules')
  })

  it('is refused where its output has been cut since', () => {
    truncateSync(desk.out, 1000)
    expect(desk.run().stderr).toContain('has been changed since it was written')
    writeFileSync(desk.out, whole)
  })

  it('is refused with another input', () => {
    desk.write(lines.slice(0, 10))
    expect(desk.run().stderr).toContain('of another input')
  })
})
