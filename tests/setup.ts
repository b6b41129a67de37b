import 'reflect-metadata'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSettings } from '../runtime/config'
import { openHub } from '../cli/hub-process'

/** Builds the one database that every test starts from a copy of: migrated, both cities loaded. */
export default async function setup(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-tests-'))
  process.env['HUB_TEST_FOLDER'] = folder
  const url = process.env['HUB_TEST_DATABASE_URL']
  const template = url === undefined ? {} : { DATABASE_URL: url }
  const settings = readSettings({ HUB_DATA: join(folder, 'template'), HUB_LOG: 'silent', HUB_IDE: 'off', PORT: '0', ...template })
  const hub = await openHub({ settings })
  await hub.close()
}
