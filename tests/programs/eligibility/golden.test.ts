import { readCity } from '../../../runtime/city/read-city'
import { loadRules } from '../../../subgraphs/programs/load-rules'
import { citiesRoot } from './cities'

/** The codes of New York City's public screener: each is a program here. */
const screener = `
  S2R001 S2R003 S2R004 S2R005 S2R006 S2R007 S2R008 S2R009 S2R010 S2R011 S2R012 S2R013
  S2R014 S2R015 S2R016 S2R017 S2R018 S2R019 S2R021 S2R022 S2R023 S2R024 S2R025 S2R026
  S2R027 S2R028 S2R029 S2R030 S2R031 S2R032 S2R033 S2R034 S2R035 S2R036 S2R037 S2R038
  S2R039 S2R040 S2R043 S2R045 S2R046 S2R047 S2R053 S2R054 S2R055 S2R056 S2R057 S2R058
  S2R059 S2R060 S2R061 S2R062 S2R085
`

/** Programs that no screener has a code for, and all of Charlotte's. */
const programs = {
  nyc: ['right-to-counsel', 'anti-harassment-tenant-protection', 'cityfheps', 'state-fheps', 'homebase', 'one-shot-deal'],
  charlotte: [
    'legal-aid-nc',
    'center-for-legal-advocacy',
    'dispute-settlement',
    'crisis-assistance',
    'lieap',
    'crisis-intervention-program',
    'housecharlotte',
    'inlivian-vouchers',
    'inlivian-public-housing',
    'home-tbra',
    'nc-medicaid',
    'nc-health-choice',
    'food-and-nutrition-services',
    'wic',
    'marketplace-plan',
  ],
}

describe.each(Object.entries(programs))('%s', (city, expected) => {
  const files = readCity(citiesRoot, city)
  const rules = loadRules(files)

  test('has its programs, and every golden case holds', () => {
    const coded = rules.programs.filter(({ externalIds }) => externalIds.some((id) => id.startsWith('accessnyc:')))
    const codes = coded.flatMap(({ externalIds }) => externalIds.map((id) => id.replace('accessnyc:', '')))
    const rest = rules.programs.filter((program) => !coded.includes(program)).map(({ id }) => id)
    expect(rest.sort()).toEqual([...expected].sort())
    expect(codes.sort()).toEqual(city === 'nyc' ? screener.trim().split(/\s+/).sort() : [])
  })

  test('cites the law for every criterion and every figure', () => {
    const citations = [
      ...rules.programs.flatMap(({ versions }) => versions.flatMap(({ criteria }) => criteria.map(({ citation }) => citation))),
      ...Object.values(rules.figures).flatMap(({ values }) => values.map(({ citation }) => citation)),
    ]
    expect(citations.length).toBeGreaterThan(80)
    expect(citations.filter(({ law }) => law.trim() === '')).toEqual([])
  })

  test('has a queue for every program', () => {
    const queues = files.get('queues.yaml')?.data as readonly { readonly programs: readonly string[]; readonly agency: string }[]
    const agencies = new Set(rules.agencies.map(({ id }) => id))
    expect(new Set(queues.flatMap((queue) => queue.programs))).toEqual(new Set(rules.programs.map(({ id }) => id)))
    expect(queues.filter(({ agency }) => !agencies.has(agency))).toEqual([])
  })

  test('says every name, text and question in English and Spanish', () => {
    const texts = rules.programs.flatMap(({ name, description, unit, versions }) => [
      name,
      description,
      unit,
      ...versions.flatMap(({ criteria }) => criteria.map(({ text }) => text)),
    ])
    expect(texts.filter(({ en, es }) => en === '' || es === undefined || es === '')).toEqual([])
  })
})
