import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Changes whenever a file of the folders does: names, sizes and times, without reading a byte. It is asked for every second, since the
 * watchers of operating systems miss what happens on network disks, in mounted volumes and behind links.
 */
export function signatureOf(root: string, folders: readonly string[]): string {
  return folders.map((folder) => `${folder}\n${filesOf(join(root, folder))}`).join('\n')
}

function filesOf(folder: string): string {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'))
    return names
      .sort()
      .map((name) => `${name} ${stampOf(join(folder, name))}`)
      .join('\n')
  } catch {
    // It is being replaced just now.
    return 'gone'
  }
}

function stampOf(file: string): string {
  const { size, mtimeNs, ino } = statSync(file, { bigint: true })
  return `${size} ${mtimeNs} ${ino}`
}
