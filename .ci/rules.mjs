// Runs dependency-cruiser over the sources, and fails too where it read next to nothing: a run that saw no module finds no fault.
import { spawnSync } from 'node:child_process'

const folders = ['runtime', 'schema', 'subgraphs', 'gateway', 'cli', 'bench', 'tests']
const least = 150

const { stdout, stderr } = spawnSync(
  process.execPath,
  [
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    ...folders,
  ],
  { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
)
if (!stdout) {
  console.error(stderr)
  process.exit(1)
}
const { summary, modules } = JSON.parse(stdout)
for (const { rule, from, to, cycle } of summary.violations) {
  console.error(`${rule.name}: ${from} -> ${cycle ? cycle.map(({ name }) => name).join(' -> ') : to}`)
}
const own = modules.filter(({ source }) => folders.some((folder) => source.startsWith(`${folder}/`))).length
if (own < least) console.error(`dependency rules: read ${own} modules of our own, expected at least ${least}`)
console.log(`dependency rules: ${own} modules, ${summary.violations.length} violations`)
process.exit(summary.violations.length > 0 || own < least ? 1 : 0)
