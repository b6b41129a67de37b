import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { StartError } from '../../runtime/errors'
import { filesIn, type Files } from '../../runtime/files'
import { openSound } from './open-city'

const places = /^((programs|figures|definitions|cases)\/.+|city|agencies|queues|calendar|people)\.yaml$/

/**
 * The files of a draft by their paths below the folder of cities. They have the paths of the city's own files; those that lie in a folder
 * named after an included one (`us/figures/poverty-guideline.yaml`) are that folder's.
 *
 * @throws StartError where there is none, or one lies where the hub would not look
 */
export function readDraft(folder: string, city: string, included: readonly string[]): Files {
  if (!existsSync(folder)) throw new StartError(`--with: there is no folder ${resolve(folder)}.`)
  const files = new Map<string, Buffer>()
  for (const [name, bytes] of filesIn(folder, '.', '.yaml')) {
    const path = name.slice(2)
    const of = included.find((other) => path.startsWith(`${other}/`))
    const own = of === undefined ? path : path.slice(of.length + 1)
    if (!places.test(own))
      throw new StartError(
        `--with: ${path} lies where the hub does not look: expected a path as in cities/${city}, such as programs/scrie.yaml.`,
      )
    files.set(of === undefined ? `${city}/${path}` : path, bytes)
  }
  if (files.size === 0) throw new StartError(`--with: ${resolve(folder)} holds no .yaml file.`)
  return files
}

/** The files that the city does not have, or has otherwise. */
export function changedIn(root: string, laidOver: Files): readonly string[] {
  const isThere = (path: string, bytes: Buffer) => existsSync(join(root, path)) && readFileSync(join(root, path)).equals(bytes)
  return [...laidOver].flatMap(([path, bytes]) => (isThere(path, bytes) ? [] : [path]))
}

/**
 * The city as the draft would have it. It loads strictly; its golden cases may fail.
 *
 * @throws StartError listing everything that is wrong with the files
 */
export function openDraft(root: string, id: string, laidOver: Files): ReturnType<typeof openSound> {
  try {
    return openSound(root, id, laidOver)
  } catch (error) {
    if ((error as Error).name !== 'CityError') throw error
    throw new StartError(`The draft cannot be loaded:\n${(error as Error).message}`)
  }
}
