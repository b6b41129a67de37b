import { rmSync } from 'node:fs'

export default function teardown(): void {
  const folder = process.env['HUB_TEST_FOLDER']
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
}
