import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { packageRoot } from '../../../runtime/root'
import type { Prepared } from './prepared'

export const peerVersions = { 'json-rules-engine': '7.3.1', 'json-logic-engine': '5.0.7' } as const

type Operator = (members: Prepared['members'], kinds: never) => boolean

/** As much of the two engines as the bench uses. */
export interface PeerEngines {
  readonly jsonRules: {
    readonly Engine: new () => {
      addOperator(name: string, operator: Operator): void
      addRule(rule: { readonly conditions: unknown; readonly event: { readonly type: string } }): void
      run(facts: object): Promise<{ readonly events: readonly { readonly type: string }[] }>
    }
  }
  readonly jsonLogic: {
    readonly LogicEngine: new () => {
      addMethod(name: string, method: (args: readonly unknown[]) => unknown, options: { readonly deterministic: boolean }): void
      build(rule: unknown): (facts: object) => unknown
    }
  }
}

/** The two engines in a folder of their own, kept for the next run: they are no dependency of the hub. A reason where they cannot be had. */
export function installPeers(tell: (line: string) => void): PeerEngines | { readonly reason: string } {
  const folder = join(packageRoot, '.bench', 'rule-engines')
  const wanted = Object.entries(peerVersions)
  if (wanted.some(([name, version]) => installed(join(folder, 'node_modules', name)) !== version)) {
    const packages = wanted.map(([name, version]) => `${name}@${version}`)
    tell(`installing ${packages.join(' and ')} into .bench/rule-engines ...`)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
    const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--save-exact']
    const { status, stderr, error } = spawnSync('npm', ['install', ...options, ...packages], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 120_000,
    })
    if (status !== 0) return { reason: error?.message ?? `npm install ended with ${status}: ${stderr.split('\n', 1)[0]}` }
  }
  const load = createRequire(join(folder, 'package.json'))
  return {
    jsonRules: load('json-rules-engine') as PeerEngines['jsonRules'],
    jsonLogic: load('json-logic-engine') as PeerEngines['jsonLogic'],
  }
}

function installed(folder: string): string | undefined {
  const file = join(folder, 'package.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version : undefined
}
