import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../runtime/root'
import { openTestHub, type TestHub } from '../hub'

describe('the department query', () => {
  let test: TestHub
  beforeAll(async () => {
    test = await openTestHub()
  })
  afterAll(() => test.close())

  const query = readFileSync(join(packageRoot, 'schema', 'story', '11-department.graphql'), 'utf8')
  const worker = ['caseworker', 'nyc', 'hra-ocj'] as const

  it('takes the same number of SQL statements for 1 and for 100 residents', async () => {
    const fields = /resident\(id: \$id\) \{(.*)\n {2}\}\n\}/s.exec(query)?.[1] as string
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
    console.log(`SQL statements of the department query: ${one} for 1 resident, ${hundred} for 100`)
    expect(hundred).toBe(one)
  })
})
