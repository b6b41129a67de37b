// npm run dev [-- --city nyc --port 4001]
// Compiles on every change, and starts the hub anew on what was compiled or on a new city. The data stay as they are.
import { spawn, spawnSync } from 'node:child_process'
import { watch } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const at = (...parts) => path.join(root, ...parts)
/** A save of one file is several events, and a change of a branch is many saves: it is quiet for so many milliseconds first. */
const quiet = 300

/** What the hub reads when it starts. Tests and benchmarks are compiled too, but nothing of them is in a hub. */
const watched = {
  dist: (name) => name.endsWith('.js') && !/^(tests|bench)\b/.test(name) && !name.includes('assets'),
  // Every other file of a city a running hub takes up by itself.
  cities: (name) => name.endsWith('city.yaml'),
  schema: (name) => /\.(graphql|json)$/.test(name),
}

const say = (text) => console.log(`dev         ${text}`)

let compiled = false
let dirty = true
let stopping = false
let hub
let welcomed = false
let timer

function spawnApart(script, args, stdio) {
  // A process group of its own: Ctrl-C then reaches this process alone, which tells both once. To the hub a second signal means: at once.
  return spawn(process.execPath, [at(...script), ...args], { cwd: root, detached: true, stdio })
}

function signal(child, name) {
  try {
    process.kill(-child.pid, name)
  } catch {
    // gone already
  }
}

function ended(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', resolve)
  })
}

const compiler = spawnApart(
  ['node_modules', 'typescript', 'bin', 'tsc'],
  ['-p', '.', '--watch', '--preserveWatchOutput'],
  ['ignore', 'pipe', 'inherit'],
)
// Before anything else of this file waits: the compiler's pipe holds what it says meanwhile.
const ide = spawnSync(process.execPath, [at('gateway', 'ide', 'build.mjs')], { cwd: root, stdio: 'inherit' })
if (ide.status !== 0) say('the IDE could not be built: the hub runs without it')

let rest = ''
compiler.stdout.setEncoding('utf8').on('data', (text) => {
  const lines = (rest + text).split('\n')
  rest = lines.pop() ?? ''
  lines.forEach(heard)
})
compiler.once('exit', () => {
  if (stopping) return
  say('the compiler has ended')
  void stop(1)
})

/** The compiler says when it begins and how many mistakes it found; in between come the mistakes, which are shown as they are. */
function heard(line) {
  const found = /Found (\d+) errors?\. Watching/.exec(line)?.[1]
  if (found !== undefined) {
    compiled = found === '0'
    if (compiled) changed()
    else say(`${found} ${found === '1' ? 'mistake' : 'mistakes'}: ${hub ? 'the hub runs on as it was' : 'the hub waits'}`)
  } else if (/Starting (incremental )?compilation/.test(line)) compiled = false
  else if (line.trim() !== '') console.log(line)
}

for (const [folder, concerns] of Object.entries(watched)) {
  watch(at(folder), { recursive: true }, (_, name) => {
    if (!concerns(name ?? '')) return
    dirty = true
    changed()
  }).on('error', (error) => say(`${folder} is not watched any more: ${error.message}`))
}

function changed() {
  clearTimeout(timer)
  timer = setTimeout(() => void restart(), quiet)
}

let busy = false

async function restart() {
  if (busy || stopping || !dirty || !compiled) return
  busy = true
  dirty = false
  if (hub) {
    // One that is just making its database is not interrupted in it.
    await hub.started
    signal(hub.child, 'SIGTERM')
    await ended(hub.child)
  }
  busy = false
  if (stopping) return
  hub = start()
  // What has changed while the old one went.
  if (dirty) changed()
}

function start() {
  say('the hub starts')
  const child = spawnApart(['dist', 'cli', 'hub.js'], ['start', ...process.argv.slice(2)], ['ignore', 'pipe', 'inherit'])
  const started = new Promise((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      const ready = /^ready .*$/m.exec(text)?.[0]
      // The welcome with its tokens once; after a restart that it is there again.
      if (!welcomed) process.stdout.write(text)
      else if (ready !== undefined) say(ready)
      if (ready !== undefined) resolve(true)
    })
    child.once('exit', () => resolve(false))
  })
  void started.then((ready) => setTimeout(() => (welcomed ||= ready), quiet))
  child.once('exit', (code) => {
    if (hub?.child !== child) return
    hub = undefined
    if (!busy && !stopping) say(`the hub has ended (${code}): it starts again on the next change`)
  })
  return { child, started }
}

async function stop(code) {
  // The second Ctrl-C does not wait.
  if (stopping) {
    signal(compiler, 'SIGKILL')
    if (hub) signal(hub.child, 'SIGKILL')
    process.exit(1)
  }
  stopping = true
  clearTimeout(timer)
  console.log()
  say('stopping')
  signal(compiler, 'SIGTERM')
  if (hub) signal(hub.child, 'SIGTERM')
  await Promise.all([ended(compiler), hub ? ended(hub.child) : undefined])
  process.exit(code)
}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => void stop(0))
