import { type ClientRequest, request } from 'node:http'
import { getIntrospectionQuery } from 'graphql'
import { limits } from '../../gateway/limits/limits'
import { openTestHub, type TestHub } from '../hub'

let test: TestHub
beforeAll(async () => {
  test = await openTestHub()
})
afterAll(() => test.close())

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ')

interface Answer {
  readonly status: number
  readonly code: unknown
  readonly message: string | undefined
  readonly headers: Headers
  readonly data: unknown
}

async function post(body: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const authorization = `Bearer ${await test.token('caseworker', 'nyc', 'hra-ocj')}`
  const response = await fetch(`${test.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization, ...headers },
    body,
  })
  const text = await response.text()
  expect(text).not.toMatch(/did you mean/i)
  expect(response.headers.get('cache-control')).toBe('no-store')
  const { data, errors = [] } = JSON.parse(text) as {
    data?: unknown
    errors?: { message: string; extensions: { code: string } }[]
  }
  return {
    status: response.status,
    code: errors[0]?.extensions.code,
    message: errors[0]?.message,
    headers: response.headers,
    data,
  }
}

const ask = (query: string, more: object = {}) => post(JSON.stringify({ query, ...more }))
const tooLarge = (message: string) => ({ status: 400, code: 'LIMIT_EXCEEDED', message })
const taken = { status: 200, code: undefined }

/** A body of exactly so many bytes, of ASCII or of characters of three bytes. */
const bodyOf = (bytes: number, filler = 'x') => {
  const frame = JSON.stringify({ query: '{ __typename }', padding: '' })
  const room = bytes - frame.length
  const size = Buffer.byteLength(filler)
  const padding = filler.repeat(Math.floor(room / size)) + 'x'.repeat(room % size)
  return JSON.stringify({ query: '{ __typename }', padding })
}

describe('the bytes of a body', () => {
  it('may be 262,144', async () => {
    for (const filler of ['x', '\u4e2d']) expect(await post(bodyOf(limits.bodyBytes, filler))).toMatchObject(taken)
  })

  it('may not be 262,145, of whatever characters', async () => {
    for (const filler of ['x', '\u4e2d']) {
      expect(await post(bodyOf(limits.bodyBytes + 1, filler))).toMatchObject({
        status: 413,
        code: 'PAYLOAD_TOO_LARGE',
        message: 'expected a body of at most 262144 bytes',
      })
    }
  })

  it('are counted where no length was announced', async () => {
    const send = async (text: string) => {
      const authorization = `Bearer ${await test.token('caseworker', 'nyc', 'hra-ocj')}`
      const pieces = text.match(/.{1,20000}/gs) ?? []
      return new Promise<number>((resolve, reject) => {
        const sent = request(
          { host: '127.0.0.1', port: test.hub.port, path: '/graphql', method: 'POST', agent: false },
          (response) => {
            response.resume()
            resolve(response.statusCode as number)
            sent.destroy()
          },
        )
        sent.setHeader('content-type', 'application/json').setHeader('authorization', authorization)
        sent.on('error', reject)
        for (const piece of pieces) sent.write(piece)
        sent.end()
      })
    }
    expect(await send(bodyOf(limits.bodyBytes))).toBe(200)
    expect(await send(bodyOf(limits.bodyBytes + 1))).toBe(413)
  })

  it('of headers may not be more than 16 KiB', async () => {
    const response = await fetch(`${test.url}/graphql`, { method: 'POST', headers: { 'x-long': 'x'.repeat(16 * 1024) } })
    expect(response.status).toBe(431)
  })
})

/** Real fields, so that what passes is answered and not only let through. */
const operations = {
  tokens: (count: number) => `{ programs { nodes { ${times(count - 8, () => 'code')} } } }`,
  levels: (count: number) =>
    `{ resident(id: "00000000-0000-7000-8000-000000000000") { ${times(count - 2, (i) => (i % 2 === 0 ? 'lastContact {' : 'resident {'))} id ${'}'.repeat(count - 2)} } }`,
  aliases: (count: number) => `{ programs(first: 1) { nodes { ${times(count, (i) => `a${i}: code`)} } } }`,
  directives: (count: number) => `{ programs(first: 1) { nodes { ${times(count, () => `... @include(if: true) { code }`)} } } }`,
  fragments: (count: number) =>
    `{ programs(first: 1) { nodes { ${times(count, (i) => `...F${i}`)} } } } ${times(count, (i) => `fragment F${i} on Program { code }`)}`,
  rootFields: (count: number) => `{ ${times(count, (i) => `a${i}: __typename`)} }`,
  fields: (count: number) => `{ programs(first: 1) { nodes { ${times(count - 2, () => 'code')} } } }`,
}

describe('an operation', () => {
  it.each([
    ['aliases', limits.aliases, operations.aliases, 'the operation has 31 aliases; at most 30 are taken'],
    ['directives', limits.directives, operations.directives, 'the operation has 11 directives; at most 10 are taken'],
    ['fragments', limits.fragments, operations.fragments, 'the operation has 51 fragments; at most 50 are taken'],
    [
      'fields at the top',
      limits.rootFields,
      operations.rootFields,
      'the operation has 21 fields at the top; at most 20 are taken',
    ],
    ['fields', limits.fields, operations.fields, 'the operation has 501 fields with fragments expanded; at most 500 are taken'],
  ])('may be as large as the limit of %s and no larger', async (_, limit, operation, message) => {
    expect(await ask(operation(limit))).toMatchObject(taken)
    expect(await ask(operation(limit + 1))).toMatchObject(tooLarge(message))
  })

  it('may be 12 levels deep and not 13', async () => {
    const inside = await ask(operations.levels(limits.depth))
    expect([inside.status, inside.code]).toEqual([200, 'NOT_FOUND'])
    expect(await ask(operations.levels(limits.depth + 1))).toMatchObject(
      tooLarge('the operation has 13 levels of fields; at most 12 are taken'),
    )
  })

  it('may have 2,000 tokens and not 2,001', async () => {
    const inside = await ask(operations.tokens(limits.tokens))
    expect(inside.message).toMatch(/fields with fragments expanded/)
    expect(await ask(operations.tokens(limits.tokens + 1))).toMatchObject(tooLarge('the operation has more than 2000 tokens'))
  })

  it.each([
    ['lists', (n: number) => `{ program(code: ${'['.repeat(n)}${']'.repeat(n)}) { code } }`],
    ['objects', (n: number) => `{ program(code: ${'{a:'.repeat(n)}1${'}'.repeat(n)}) { code } }`],
    ['types of variables', (n: number) => `query($a: ${'['.repeat(n)}Int${']'.repeat(n)}) { program(code: "x") { code } }`],
    ['inline fragments', (n: number) => `{ ${'... {'.repeat(n)} __typename ${'}'.repeat(n)} }`],
    ['fields', (n: number) => `{ ${'a {'.repeat(n)} a ${'}'.repeat(n)} }`],
    ['brackets that never close', (n: number) => `{ program(code: ${'['.repeat(n * 2)}`],
  ])('of %s inside each other is refused, however few its tokens', async (_, operation) => {
    for (const count of [30, 400, 900, 40_000]) {
      const { status, code, data } = await ask(operation(count))
      if (data === undefined)
        expect([status, ['LIMIT_EXCEEDED', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED'].includes(String(code))]).toEqual([
          400,
          true,
        ])
      else expect([status, count < 1_000]).toEqual([200, true])
    }
  })

  it('whose refusal was told is refused again the same way', async () => {
    const first = await ask(operations.aliases(31))
    expect(await ask(operations.aliases(31))).toMatchObject({ status: first.status, code: first.code, message: first.message })
  })
})

describe('small texts that grow', () => {
  const doubling = (levels: number) =>
    `{ ...F${levels} } fragment F0 on Query { __typename } ${times(levels, (i) => `fragment F${i + 1} on Query { ...F${i} ...F${i} }`)}`

  it('fragments that double thirty times are refused without being expanded', async () => {
    expect(await ask(doubling(30))).toMatchObject({ status: 400, code: 'LIMIT_EXCEEDED' })
  })

  it('fragments that double thirty times are refused where no operation uses them', async () => {
    const text = doubling(30).replace('{ ...F30 }', '{ __typename }')
    expect(await ask(text)).toMatchObject({ status: 400, code: 'LIMIT_EXCEEDED' })
  })

  it.each([
    '{ ...A } fragment A on Query { ...A }',
    '{ ...A } fragment A on Query { ...B } fragment B on Query { ...C } fragment C on Query { ...A }',
    '{ programs { nodes { ...A } } } fragment A on Program { agency { programs { ...A } } }',
    `{ ...F0 } ${times(49, (i) => `fragment F${i} on Query { ...F${(i + 1) % 49} ...F${(i + 2) % 49} }`)}`,
  ])('fragments that contain themselves do not fit the schema: %s', async (text) => {
    expect(await ask(text)).toMatchObject({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' })
  })

  it('a chain of entities is no deeper than the limit, also through fragments', async () => {
    const chain = `{ programs(first: 1) { nodes { ...A } } } fragment A on Program { agency { programs { ...B } } } fragment B on Program { agency { programs { ...C } } } fragment C on Program { agency { programs { ...D } } } fragment D on Program { agency { programs { ...E } } } fragment E on Program { agency { programs { code } } }`
    expect(await ask(chain)).toMatchObject(tooLarge('the operation has 13 levels of fields; at most 12 are taken'))
  })

  it('conditions on every part of a plan stay within ten directives', async () => {
    const variables = times(10, (i) => `$v${i}: Boolean!`)
    const parts = times(
      10,
      (i) => `... @include(if: $v${i}) { ${i % 2 === 0 ? 'referrals { nodes { id } }' : 'conversations { nodes { id } }'} }`,
    )
    const text = `query(${variables}) { residents(first: 2) { nodes { ${parts} } } }`
    const values = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`v${i}`, i % 3 === 0]))
    expect(await ask(text, { variables: values })).toMatchObject(taken)
    expect(await ask(text.replace('referrals {', 'referrals @skip(if: $v0) {'), { variables: values })).toMatchObject({
      code: 'LIMIT_EXCEEDED',
    })
  })

  it('the same entity reached in many ways is one plan that is answered', async () => {
    const ways = 'resident { id lastContact { id } referrals(first: 1) { nodes { id program { code } } } }'
    const text = `{ residents(first: 2) { nodes { conversations(first: 2) { nodes { ${ways} } } followUps(first: 2) { nodes { ${ways} conversation { ${ways} } } } screenings(first: 1) { nodes { ${ways} } } referrals(first: 2) { nodes { ${ways} conversation { ${ways} } screening { ${ways} } queue { programs { agency { programs { code } } } } } } } } }`
    expect(await ask(text)).toMatchObject(taken)
  })

  it('a description of the schema that asks for its own types again and again is refused', async () => {
    const again = (levels: number): string => (levels === 0 ? 'name' : `fields { type { ofType { ${again(levels - 1)} } } }`)
    expect(await ask(`{ __schema { types { ${again(3)} } } }`)).toMatchObject({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' })
  })

  it('many errors are told as few', async () => {
    const body = JSON.stringify({ query: `{ ${times(20, (i) => `unheardOf${i}`)} }` })
    const authorization = `Bearer ${await test.token('caseworker', 'nyc', 'hra-ocj')}`
    const response = await fetch(`${test.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body,
    })
    const { errors } = (await response.json()) as { errors: { message: string }[] }
    expect(errors.length).toBeLessThanOrEqual(6)
  })
})

describe('the description of the schema', () => {
  it('passes as the usual tools ask for it', async () => {
    const all = { inputValueDeprecation: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true }
    const { status, code, data } = await ask(getIntrospectionQuery(all))
    expect([status, code]).toEqual([200, undefined])
    expect((data as { __schema: { queryType: { name: string } } }).__schema.queryType.name).toBe('Query')
  })

  it('that asks for what only newer tools know is no fault of the hub', async () => {
    const { status, code } = await ask(getIntrospectionQuery({ oneOf: true }))
    expect([status < 500, code === 'INTERNAL']).toEqual([true, false])
  })

  it("shows nothing of the hub's own machinery", async () => {
    const { data } = await ask('{ __schema { types { name } directives { name } } }')
    expect(JSON.stringify(data)).not.toMatch(/join__|link__|_Entity|_Service|_entities|_service/)
  })

  it.each(['_service { sdl }', '_entities(representations: []) { __typename }'])('has no %s', async (field) => {
    expect(await ask(`{ ${field} }`)).toMatchObject({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' })
  })
})

describe('what is no operation', () => {
  const bad = (message: string) => ({ status: 400, code: 'BAD_REQUEST', message })

  it.each(['', '{', 'null', '7', '"x"', '\u0000', '[]', 'query=%7B__typename%7D'])('a body of %j', async (body) => {
    expect(await post(body)).toMatchObject(bad('expected a JSON object'))
  })

  it('a batch, also of one', async () => {
    for (const count of [1, 2, 100])
      expect(await post(JSON.stringify(Array(count).fill({ query: '{ __typename }' })))).toMatchObject(
        bad('expected a JSON object'),
      )
  })

  it.each([
    {},
    { query: null },
    { query: 7 },
    { query: '' },
    { query: ['{ __typename }'] },
    { extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } },
  ])('no text of a query: %j', async (body) => {
    expect(await post(JSON.stringify(body))).toMatchObject(bad('query: expected the text of an operation'))
  })

  it.each([[[]], ['{}'], [7], [true]])('variables that are %j', async (variables) => {
    expect(await ask('{ __typename }', { variables })).toMatchObject(bad('variables: expected an object'))
  })

  it('a name of an operation that is no text', async () => {
    expect(await ask('{ __typename }', { operationName: 7 })).toMatchObject(bad('operationName: expected a text'))
  })

  it('a name that no operation has', async () => {
    expect(await ask('query A { __typename } query B { __typename }', { operationName: 'C' })).toMatchObject({
      status: 400,
      code: 'OPERATION_RESOLUTION_FAILURE',
    })
    expect(await ask('query A { __typename } query B { __typename }')).toMatchObject({
      status: 400,
      code: 'OPERATION_RESOLUTION_FAILURE',
    })
  })

  it.each(['{', '{ __typename', 'query', '\u0000', '{ a(b: "\\uD800") }', 'type Query { a: Int }'])(
    'a text that is not an operation: %j',
    async (query) => {
      const { status, code } = await ask(query)
      expect(status).toBe(400)
      expect(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'OPERATION_RESOLUTION_FAILURE']).toContain(code)
    },
  )

  it.each(['subscription { __typename }', 'subscription { referrals }'])('%s', async (query) => {
    expect((await ask(query)).status).toBe(400)
  })

  it.each([
    '{ resident }',
    '{ residnet(id: "x") { id } }',
    '{ programs { nodes { codee } } }',
    'query($a: Lin) { program(code: $a) { code } }',
    '{ programs(area: HOUSIN) { nodes { code } } }',
    '{ programs(frist: 1) { nodes { code } } }',
    '{ programs @includ(if: true) { nodes { code } } }',
  ])('a text that does not fit the schema, without a hint of what would: %s', async (query) => {
    expect(await ask(query)).toMatchObject({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' })
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/graphql',
    'application/jsonp',
    'text/json',
    '',
  ])('a body of the type %j, which a form of another site could send', async (type) => {
    expect(await post('{"query":"{ __typename }"}', { 'content-type': type })).toMatchObject({
      status: 415,
      code: 'UNSUPPORTED_MEDIA_TYPE',
    })
  })

  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON'])(
    'but a body of the type %s is taken',
    async (type) => {
      expect(await post('{"query":"{ __typename }"}', { 'content-type': type })).toMatchObject(taken)
    },
  )

  it.each(['GET', 'PUT', 'DELETE', 'HEAD'])('%s, whatever it asks for', async (method) => {
    const response = await fetch(`${test.url}/graphql?query={__typename}`, {
      method,
      headers: { 'content-type': 'application/json' },
    })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
  })
})

describe('requests at once', () => {
  /** A request whose body never comes to its end. */
  async function slow(): Promise<ClientRequest> {
    const authorization = `Bearer ${await test.token('caseworker', 'nyc', 'hra-ocj')}`
    const sent = request({ host: '127.0.0.1', port: test.hub.port, path: '/graphql', method: 'POST', agent: false })
    sent
      .setHeader('content-type', 'application/json')
      .setHeader('authorization', authorization)
      .setHeader('content-length', '100')
    sent.on('error', () => undefined)
    const written = new Promise<void>((resolve) =>
      sent.once('socket', (socket) => socket.once('connect', () => sent.write('{', () => resolve()))),
    )
    await written
    return sent
  }

  /** Asks until the answer is the one that is waited for; Jest's own limit is the end of the wait. */
  async function until(status: number): Promise<Answer> {
    for (;;) {
      const answer = await ask('{ __typename }')
      if (answer.status === status) return answer
    }
  }

  it('may be 64; the next one is told to wait, and the health of the hub is told all the same', async () => {
    const sockets = await Promise.all(Array.from({ length: limits.inFlight }, slow))
    const refused = await until(503)
    expect(refused).toMatchObject({ code: 'OVERLOADED', message: 'the hub is busy: wait and send it again' })
    expect(refused.headers.get('retry-after')).toBe('1')
    expect((await fetch(`${test.url}/health/live`)).status).toBe(200)
    for (const socket of sockets) socket.destroy()
    expect(await until(200)).toMatchObject({ data: { __typename: 'Query' } })
  })

  it('that are cut off hold no place', async () => {
    for (let round = 0; round < 3; round++) {
      const sockets = await Promise.all(Array.from({ length: limits.inFlight - 1 }, slow))
      expect(await until(200)).toMatchObject({ data: { __typename: 'Query' } })
      for (const socket of sockets) socket.destroy()
    }
    expect(await until(200)).toMatchObject({ data: { __typename: 'Query' } })
  })
})
