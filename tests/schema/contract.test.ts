import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'graphql'
import { contractFiles } from '../../cli/schema'
import { packageRoot } from '../../runtime/root'

const folder = join(packageRoot, 'schema')
const files = contractFiles()

describe('the contract', () => {
  it('is one file for each subgraph and the supergraph', () => {
    const committed = readdirSync(folder).filter((name) => name.endsWith('.graphql'))
    expect(committed.sort()).toEqual([...files.keys()].sort())
  })

  it.each([...files.keys()])('schema/%s is exactly what the code gives', (name) => {
    expect(readFileSync(join(folder, name), 'utf8')).toBe(files.get(name))
  })

  it.each([...files.keys()])('schema/%s is GraphQL', (name) => {
    expect(parse(files.get(name) as string).definitions.length).toBeGreaterThan(20)
  })

  it('gives the same text twice', () => {
    expect([...contractFiles()]).toEqual([...files])
  })
})
