import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isEmpty } from '../../runtime/city/read-city'
import { StartError } from '../../runtime/errors'
import { filesIn, type Files } from '../../runtime/files'
import { openSound } from './open-city'

const places = /^((programs|figures|definitions|cases)\/.+|city|agencies|queues|calendar|people)\.yaml$/

interface Place {
  readonly id: string
  /** Folders whose files the city includes. */
  readonly included: readonly string[]
}

/**
 * The files of a draft by their paths below the folder of cities. They have the paths of the city's own files; those that lie in a folder
 * named after an included one (`us/figures/poverty-guideline.yaml`) are that folder's. An empty file takes away the one that is there.
 *
 * @throws StartError where there is none, or one lies where the hub would not look
 */
export function readDraft(root: string, folder: string, { id: city, included }: Place): Files {
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
    const whole = of === undefined ? `${city}/${path}` : path
    if (isEmpty(bytes) && !existsSync(join(root, whole)))
      throw new StartError(`--with: ${path} is empty, which takes a file away, but there is no ${whole}.`)
    files.set(whole, bytes)
  }
  if (files.size === 0) throw new StartError(`--with: ${resolve(folder)} holds no .yaml file.`)
  return files
}

export interface Differences {
  /** Files that the city does not have, or has otherwise. */
  readonly changed: readonly string[]
  /** Files that the city has and the draft takes away. */
  readonly removed: readonly string[]
}

export function differencesOf(root: string, laidOver: Files): Differences {
  const isSame = (path: string, bytes: Buffer) => existsSync(join(root, path)) && readFileSync(join(root, path)).equals(bytes)
  const paths = (keep: (path: string, bytes: Buffer) => boolean) =>
    [...laidOver].flatMap(([path, bytes]) => (keep(path, bytes) ? [path] : []))
  return {
    changed: paths((path, bytes) => !isEmpty(bytes) && !isSame(path, bytes)),
    removed: paths((_, bytes) => isEmpty(bytes)),
  }
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
