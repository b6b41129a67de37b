import { plainFields } from '../../schema/shared/plain-fields'
import { ruleOf } from '../../schema/shared/access/rule'
import { Kind, parse } from 'graphql'
import { readSupergraph } from '../../schema/supergraph'
import { openTestHub, type TestHub } from '../hub'
import { askAsResident } from './resident-token'
import { key, type Who } from './world'

const steward: Who = ['outreach', 'nyc', 'peu']
const officer: Who = ['privacy_officer', 'nyc', 'hra']

let test: TestHub
beforeAll(async () => {
  test = await openTestHub()
})
afterAll(() => test.close())

async function met(): Promise<string> {
  const query = 'mutation($input: RegisterResidentInput!) { registerResident(input: $input) { id } }'
  const { data } = await test.ask(steward, query, { input: { idempotencyKey: key(), givenName: 'Synthetic' } })
  return data.registerResident.id as string
}

const looks = async (who: Who, id: string, first = 50): Promise<any[]> => {
  const query =
    'query($id: UUID!, $first: Int!) { resident(id: $id) { whoLooked(first: $first) { nodes { agency sub action operation purpose ground fields inPlainWords { en es } } } } }'
  const { data, errors } = await test.ask(who, query, { id, first })
  expect(errors).toEqual([])
  return data.resident.whoLooked.nodes
}

describe('who looked', () => {
  it('holds the change and the look, with the ground and the names of the fields', async () => {
    const id = await met()
    await test.ask(steward, 'query($id: UUID!) { resident(id: $id) { givenName address { line1 } } }', { id })
    expect(await looks(officer, id)).toEqual([
      {
        agency: 'peu',
        sub: 'outreach@peu.nyc',
        action: 'LOOK',
        operation: 'resident',
        purpose: 'SERVICE',
        ground: 'STEWARDSHIP',
        fields: ['Resident.givenName', 'Resident.address'],
        inPlainWords: {
          en: 'The agency peu read your given name; your address, because it registered you or spoke with you lately.',
          es: 'La agencia peu leyó su nombre; su dirección, porque le registró o habló con usted hace poco.',
        },
      },
      expect.objectContaining({ action: 'CHANGE', operation: 'registerResident', purpose: null, ground: null }),
    ])
  })

  it('says nothing of a look that was refused, for nothing was seen', async () => {
    const id = await met()
    await test.ask(['caseworker', 'nyc', 'hra-ocj'], 'query($id: UUID!) { resident(id: $id) { givenName } }', { id })
    expect((await looks(officer, id)).map(({ action }) => action)).toEqual(['CHANGE'])
  })

  it('is asked by the resident themselves, and by nobody else but the privacy officer', async () => {
    const id = await met()
    const own = await askAsResident(test, 'nyc', id, '{ me { whoLooked { nodes { action } } } }')
    expect(own.data).toEqual({ me: { whoLooked: { nodes: [{ action: 'CHANGE' }] } } })
    const query = 'query($id: UUID!) { resident(id: $id) { whoLooked { nodes { action } } } }'
    const { data, errors } = await test.ask(steward, query, { id })
    expect([data, errors.map(({ extensions }) => extensions['code'])]).toEqual([{ resident: { whoLooked: null } }, ['FORBIDDEN']])
  })

  it('goes by pages, the newest first', async () => {
    const id = await met()
    for (let round = 0; round < 5; round++)
      await test.ask(steward, 'query($id: UUID!) { resident(id: $id) { givenName } }', { id })
    const query =
      'query($id: UUID!, $after: String) { resident(id: $id) { whoLooked(first: 2, after: $after) { nodes { at action } pageInfo { hasNextPage endCursor } } } }'
    const seen: { at: string; action: string }[] = []
    for (let after: string | null = null; ;) {
      const { whoLooked }: { whoLooked: any } = (await test.ask(officer, query, { id, after })).data.resident
      seen.push(...whoLooked.nodes)
      if (!whoLooked.pageInfo.hasNextPage) break
      after = whoLooked.pageInfo.endCursor
    }
    expect(seen.map(({ action }) => action)).toEqual(['LOOK', 'LOOK', 'LOOK', 'LOOK', 'LOOK', 'CHANGE'])
    const times = seen.map(({ at }) => at)
    expect(times).toEqual([...times].sort().reverse())
  })

  it('refuses a cursor of another list', async () => {
    const id = await met()
    const { data } = await test.ask(steward, '{ residents(first: 1) { pageInfo { endCursor } } }')
    const query = 'query($id: UUID!, $after: String) { resident(id: $id) { whoLooked(after: $after) { nodes { at } } } }'
    const { errors } = await test.ask(officer, query, { id, after: data.residents.pageInfo.endCursor })
    expect(errors.map(({ extensions }) => [extensions['code'], extensions['field']])).toEqual([['BAD_USER_INPUT', 'after']])
  })

  it('costs a list of a hundred residents no more statements than one', async () => {
    const count = async (first: number) => {
      const before = test.hub.database.statements()
      const { data } = await test.ask(
        steward,
        'query($first: Int!) { residents(first: $first) { nodes { givenName address { line1 } } } }',
        { first },
      )
      expect(data.residents.nodes).toHaveLength(first)
      return test.hub.database.statements() - before
    }
    expect(await count(100)).toBe(await count(1))
  })

  it('has plain words for every field that reads of a person', () => {
    const ruled = parse(readSupergraph()).definitions.flatMap((type) =>
      type.kind === Kind.OBJECT_TYPE_DEFINITION
        ? (type.fields ?? []).flatMap((field) => {
            const rule = ruleOf(field)
            return rule && rule.categories.length > 0 && !rule.partly ? [`${type.name.value}.${field.name.value}`] : []
          })
        : [],
    )
    expect(
      Object.keys(plainFields)
        .filter((name) => name !== 'Query.residents')
        .sort(),
    ).toEqual(ruled.sort())
  })
})
