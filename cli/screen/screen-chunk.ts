import { openRuleBook } from '../../subgraphs/programs/domain/eligibility/rule-book'
import { outcomes, type BadLine, type Chunk, type Plan, type Screened } from './plan'
import { readLine } from './read-line'
import { briefResults, fullResults } from './write-results'

/** Makes the one who screens chunks by the rules of the plan: each line is answered by a line, one that is unfit too. */
export function openScreen(plan: Plan): (chunk: Pick<Chunk, 'from' | 'bytes'>) => Screened {
  const book = openRuleBook(plan.rules)
  const programs = plan.programs ?? book.programs.map(({ id }) => id)
  const write = (plan.explain ? fullResults : briefResults)(book, { asOf: plan.asOf, programs })
  const name = plan.format === 'stored' ? 'residentId' : 'id'

  return ({ from, bytes }) => {
    const counts = new Uint32Array(programs.length * outcomes.length)
    const bad: BadLine[] = []
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let out = ''
    let line = from
    for (let start = 0; start <= text.length; line++) {
      const end = text.indexOf(10, start)
      const taken = readLine(text.toString('utf8', start, end < 0 ? text.length : end), plan.format, plan.asOf)
      start = end < 0 ? text.length + 1 : end + 1
      if ('facts' in taken)
        out += `{"${name}":${taken.id === undefined ? line : JSON.stringify(taken.id)},"results":${write(taken.facts, counts)}}\n`
      else {
        const { id, field, message } = taken
        bad.push({ line, field, message })
        out += `${JSON.stringify({ id, line, error: { field, message } })}\n`
      }
    }
    return { bytes: ownBytes(out), bad, counts }
  }
}

/** In memory of its own, which can be handed to another thread: small buffers share theirs. */
function ownBytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}
