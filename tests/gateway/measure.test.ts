import fc from 'fast-check'
import { parse } from 'graphql'
import { limits } from '../../gateway/limits/limits'
import { parseBounded, tooLarge } from '../../gateway/limits/measure'

const measured = (text: string) => tooLarge(parse(text))
const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ')
const nested = (depth: number): string => (depth === 1 ? 'x' : `x { ${nested(depth - 1)} }`)
const doubling = (levels: number) =>
  `{ ...F${levels} } fragment F0 on Query { a { b } } ${times(levels, (index) => `fragment F${index + 1} on Query { ...F${index} ...F${index} }`)}`

describe('measuring an operation', () => {
  it.each([
    ['levels of fields', limits.depth, (n: number) => `{ ${nested(n)} }`],
    ['aliases', limits.aliases, (n: number) => `{ r { ${times(n, (i) => `a${i}: x`)} } }`],
    ['directives', limits.directives, (n: number) => `{ r ${times(n, () => '@include(if: true)')} }`],
    [
      'fragments',
      limits.fragments,
      (n: number) => `{ ${times(n, (i) => `...F${i}`)} } ${times(n, (i) => `fragment F${i} on Query { x }`)}`,
    ],
    ['fields at the top', limits.rootFields, (n: number) => `{ ${times(n, (i) => `x${i}`)} }`],
    ['fields with fragments expanded', limits.fields, (n: number) => `{ r { ${times(n - 1, (i) => `x${i}`)} } }`],
  ])('takes as many %s as the limit says and refuses one more', (what, limit, text) => {
    if (what !== 'fragments') expect(measured(text(limit))).toBeUndefined()
    expect(measured(text(limit + 1))).toBe(`the operation has ${limit + 1} ${what}; at most ${limit} are taken`)
  })

  it.each([
    ['lists', (n: number) => `{ x(a: ${'['.repeat(n)}${']'.repeat(n)}) }`],
    ['objects', (n: number) => `{ x(a: ${'{a:'.repeat(n)}1${'}'.repeat(n)}) }`],
    ['lists in the default of a variable', (n: number) => `query($v: Int = ${'['.repeat(n)}${']'.repeat(n)}) { x }`],
    ['lists in a directive', (n: number) => `{ x @d(a: ${'['.repeat(n)}${']'.repeat(n)}) }`],
    [
      'lists and objects by turns',
      (n: number) => `{ x(a: ${n % 2 ? '[' : ''}${'[{a:'.repeat(n >> 1)}1${'}]'.repeat(n >> 1)}${n % 2 ? ']' : ''}) }`,
    ],
  ])('takes 12 %s inside each other and not 13: one hundred bytes of them hold the planner for ever', (_, text) => {
    expect(measured(text(limits.values))).toBeUndefined()
    expect(measured(text(limits.values + 1))).toBe(
      'the operation has 13 lists and objects inside each other; at most 12 are taken',
    )
  })

  it('takes 50 fragments where few of them reach the top', () => {
    const text = `{ r { ${times(50, (i) => `...F${i}`)} } } ${times(50, (i) => `fragment F${i} on R { x${i} }`)}`
    expect(measured(text)).toBeUndefined()
  })

  it('counts what a fragment holds as often as it is spread', () => {
    expect(measured(doubling(7))).toBeUndefined()
    expect(measured(doubling(8))).toBe(`the operation has 512 fields with fragments expanded; at most 500 are taken`)
  })

  it('counts fragments that double thirty times without expanding them', () => {
    expect(measured(doubling(30))).toBe(`the operation has ${2 ** 31} fields with fragments expanded; at most 500 are taken`)
  })

  it.each([
    '...F } fragment F on Query { x { y } ',
    '... on Query { x { y } } ',
    '... { x { y } } ',
    '...G } fragment G on Query { ...F } fragment F on Query { x { y } ',
  ])('finds the fields at the top behind a fragment: %s', (spread) => {
    const many = spread.replaceAll(
      'x { y }',
      times(21, (i) => `x${i}`),
    )
    expect(measured(`{ ${many} }`)).toBe('the operation has 21 fields at the top; at most 20 are taken')
  })

  it('finds depth, aliases and directives behind fragments', () => {
    expect(measured(`{ r { ...F } } fragment F on R { ${nested(12)} }`)).toBe(
      'the operation has 13 levels of fields; at most 12 are taken',
    )
    expect(measured(`{ r { ...F } } fragment F on R { ... { ${times(31, (i) => `a${i}: x`)} } }`)).toBe(
      'the operation has 31 aliases; at most 30 are taken',
    )
    expect(measured(`query ${times(11, (i) => `@d${i}`)} { x }`)).toBe('the operation has 11 directives; at most 10 are taken')
    expect(measured(`query(${times(11, (i) => `$v${i}: Int @d`)}) { x }`)).toBe(
      'the operation has 11 directives; at most 10 are taken',
    )
    expect(measured(`{ r { ...F ${times(6, () => '@a')} ... ${times(5, () => '@a')} { x } } } fragment F on R { x }`)).toBe(
      'the operation has 11 directives; at most 10 are taken',
    )
  })

  it('measures every operation of the document, not only the first', () => {
    expect(measured(`query A { x } query B { ${nested(13)} }`)).toBe(
      'the operation has 13 levels of fields; at most 12 are taken',
    )
  })

  it.each([
    '{ ...A } fragment A on Query { ...A }',
    '{ ...A } fragment A on Query { x ...B } fragment B on Query { y ...C } fragment C on Query { ...A z }',
    '{ x { ...A } } fragment A on R { x { ...A } }',
  ])('comes to an end with fragments that contain themselves: %s', (text) => {
    expect(measured(text)).toBeUndefined()
  })

  it('counts a large fragment that nothing uses: it is validated all the same', () => {
    expect(measured(`{ x } fragment F on R { ${times(501, () => 'x')} }`)).toBe(
      'the operation has 501 fields with fragments expanded; at most 500 are taken',
    )
  })

  it('counts the same as expanding by hand', () => {
    const bodies = fc.array(fc.array(fc.constantFrom('f', 'spread', 'inline'), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 6,
    })
    fc.assert(
      fc.property(bodies, (plan) => {
        const spread = (index: number) => (index === 0 ? 'leaf' : `...F${index - 1}`)
        const body = (kinds: string[], index: number) =>
          kinds.map((kind) => (kind === 'f' ? 'x' : kind === 'spread' ? spread(index) : `... { ${spread(index)} }`)).join(' ')
        const size = (index: number): number =>
          (plan[index] as string[]).reduce((sum, kind) => sum + (kind === 'f' || index === 0 ? 1 : size(index - 1)), 0)
        const text = `{ r { ...F${plan.length - 1} } } ${plan.map((kinds, index) => `fragment F${index} on R { ${body(kinds, index)} }`).join(' ')}`
        const fields = size(plan.length - 1) + 1
        expect(measured(text)).toBe(
          fields > 500 ? `the operation has ${fields} fields with fragments expanded; at most 500 are taken` : undefined,
        )
      }),
    )
  })
})

describe('the tokens of an operation', () => {
  const tokens = (count: number) => `{ ${times(count - 2, () => 'x')} }`

  it('may be 2,000', () => {
    expect('kind' in parseBounded(tokens(2_000))).toBe(true)
  })

  it('may not be 2,001', () => {
    expect(parseBounded(tokens(2_001))).toEqual({ large: 'the operation has more than 2000 tokens' })
  })

  it('are counted before anything is made of them', () => {
    expect(parseBounded(`{ x(a: ${'{a:'.repeat(60_000)}) }`)).toEqual({ large: 'the operation has more than 2000 tokens' })
    expect(parseBounded(`{ x(a: "${'['.repeat(100_000)}") }`)).toHaveProperty('kind', 'Document')
  })

  it('that hold more brackets inside each other than the stack are too large, whichever is met first', () => {
    const large = [
      { large: 'the operation has more than 2000 tokens' },
      { large: 'the operation is nested more deeply than the hub takes' },
    ]
    expect(large).toContainEqual(parseBounded(`{ x(a: ${'['.repeat(100_000)}) }`))
  })

  it('that are not GraphQL are a syntax error', () => {
    expect(parseBounded('{ x')).toEqual({ syntax: 'Syntax Error: Expected Name, found <EOF>.' })
  })
})
