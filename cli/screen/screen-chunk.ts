import { openRuleBook } from '../../subgraphs/programs/domain/eligibility/rule-book'
import { outcomes, type BadLine, type Plan, type Screened, type Task } from './plan'
import { readLine } from './read-line'
import { linesOf } from './read-lines'
import { openWriter } from './writer'
import { briefResults, fullResults } from './write-results'

/** Makes the one who screens chunks by the rules of the plan: each line is answered by a line, one that is unfit too. */
export function openScreen(plan: Plan): (task: Task) => Screened {
  const book = openRuleBook(plan.rules)
  const programs = plan.programs ?? book.programs.map(({ id }) => id)
  const write = (plan.explain ? fullResults : briefResults)(book, { asOf: plan.asOf, programs })
  const name = plan.format === 'stored' ? 'residentId' : 'id'
  const writer = openWriter()

  return ({ from, bytes, free }) => {
    const counts = new Uint32Array(programs.length * outcomes.length)
    const bad: BadLine[] = []
    let line = from
    for (const written of linesOf(bytes)) {
      const taken = readLine(written, plan.format, plan.asOf)
      if ('facts' in taken) {
        const id = taken.id === undefined ? String(line) : JSON.stringify(taken.id)
        writer.write(`{"${name}":${id},"results":`)
        write(taken.facts, counts, writer)
        writer.write('}\n')
      } else {
        const { id, field, message } = taken
        bad.push({ line, field, message })
        writer.write(`${JSON.stringify({ id, line, error: { field, message } })}\n`)
      }
      line++
    }
    return { bytes: writer.take(free), bad, counts }
  }
}
