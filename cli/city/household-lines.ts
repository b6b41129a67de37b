import { StartError } from '../../runtime/errors'
import type { HouseholdFacts } from '../../runtime/facts'
import type { Format } from '../screen/plan'
import { readLine } from '../screen/read-line'
import { linesOf, openLines, readLines } from '../screen/read-lines'
import { badLineText } from '../screen/tell'

/**
 * The households of a file that `hub screen` could read as well.
 *
 * @throws StartError naming the first line that is unfit, its field and what was expected
 */
export async function* householdsIn(path: string, format: Format, asOf: string): AsyncGenerator<HouseholdFacts> {
  const file = await openLines(path)
  try {
    for await (const { from, bytes } of readLines(file, 0, 1))
      for (const [index, written] of [...linesOf(bytes)].entries()) {
        const line = readLine(written, format, asOf)
        if (!('facts' in line)) throw new StartError(`--in: ${path}, ${badLineText({ ...line, line: from + index })}.`)
        yield line.facts
      }
  } finally {
    await file.close()
  }
}
