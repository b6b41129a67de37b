// Fails where a merge has left its marks in a file of the project, also those that a formatter has since taken for a quotation.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = process.argv[2] ?? '.'
const notOurs = new Set(['.git', '.bench', '.tmp', 'data', 'dist', 'node_modules'])
const mark = /^(<{7}( |$)|={7}$|\|{7}( |$)|>{7}( |$)|(> ){6}>( |$))/
const binary = /\.(png|ico|woff2?|gz)$/

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (notOurs.has(entry.name)) return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesIn(path)
    return entry.isFile() && !binary.test(entry.name) ? [path] : []
  })
}

const files = filesIn(root)
const found = files.flatMap((path) =>
  readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .flatMap((line, index) => (mark.test(line) ? [`${path}:${index + 1}: left over from a merge: ${line}`] : [])),
)
for (const one of found) console.error(one)
console.log(`conflict marks: ${files.length} files, ${found.length} found`)
process.exit(found.length > 0 ? 1 : 0)
