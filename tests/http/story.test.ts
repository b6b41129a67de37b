import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../runtime/root'
import { openTestHub, type TestHub } from '../hub'

describe('SQL statements', () => {
  let test: TestHub
  beforeAll(async () => {
    test = await openTestHub()
  })
  afterAll(() => test.close())

  const query = readFileSync(join(packageRoot, 'schema', 'story', '11-department.graphql'), 'utf8')
  const worker = ['caseworker', 'nyc', 'peu'] as const

  const eligibility = `eligibility(programs: ["right-to-counsel", "scrie"]) { program { code } outcome missing { fact } couldSettle { fact answers { value outcome } } }
    interview(programs: ["right-to-counsel", "scrie"]) { next { fact settles { code } } }`

  it.each([
    ['the department query', /resident\(id: \$id\) \{(.*)\n {2}\}\n\}/s.exec(query)?.[1] as string],
    ['eligibility and the interview', eligibility],
  ])('%s: as many for 1 as for 100 residents', async (name, fields) => {
    const list = `query($first: Int!) { residents(first: $first) { nodes { id ${fields} } } }`
    const count = async (first: number) => {
      const before = test.hub.database.statements()
      const { data, errors } = await test.ask(worker, list, { first })
      expect(errors).toEqual([])
      expect(data.residents.nodes).toHaveLength(first)
      return test.hub.database.statements() - before
    }
    const one = await count(1)
    const hundred = await count(100)
    console.log(`SQL statements of ${name}: ${one} for 1 resident, ${hundred} for 100`)
    expect(hundred).toBe(one)
  })
})
