import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../runtime/root'
import type { Processes } from './process'

export const hiveVersion = '2.15.1'

/**
 * Hive Gateway in a folder of its own, kept for the next run: its several hundred packages are no dependency of the hub. Answers
 * its program; throws where it cannot be had.
 */
export async function installHive(processes: Processes, tell: (line: string) => void): Promise<string> {
  const folder = join(packageRoot, '.bench', 'hive-gateway')
  const own = join(folder, 'node_modules', '@graphql-hive', 'gateway')
  if (installed(own) !== hiveVersion) {
    tell(`installing Hive Gateway ${hiveVersion} into .bench/hive-gateway ...`)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
    const install = ['install', '--no-audit', '--no-fund', '--ignore-scripts', `@graphql-hive/gateway@${hiveVersion}`] as const
    await processes.run(['npm', ...install], { cwd: folder, timeout: 180_000 })
  }
  return join(own, 'dist', 'bin.js')
}

function installed(folder: string): string | undefined {
  const file = join(folder, 'package.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version : undefined
}
