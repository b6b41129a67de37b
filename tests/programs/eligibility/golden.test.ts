import { readCity } from '../../../runtime/city/read-city'
import { loadRules } from '../../../subgraphs/programs/load-rules'
import { citiesRoot } from './cities'

const programs = {
  nyc: [
    'right-to-counsel',
    'scrie',
    'drie',
    'section-8',
    'heap',
    'cityfheps',
    'one-shot-deal',
    'medicaid',
    'child-health-plus',
    'essential-plan',
    'nyc-care',
  ],
  charlotte: ['legal-aid-nc', 'dispute-settlement', 'lieap', 'housecharlotte', 'inlivian-vouchers', 'nc-medicaid'],
}

describe.each(Object.entries(programs))('%s', (city, expected) => {
  const files = readCity(citiesRoot, city)
  const rules = loadRules(files)

  test('has its programs, and every golden case holds', () => {
    expect(rules.programs.map(({ id }) => id).sort()).toEqual([...expected].sort())
  })

  test('has a queue for every program', () => {
    const queues = files.get('queues.yaml')?.data as readonly { readonly programs: readonly string[]; readonly agency: string }[]
    const agencies = new Set(rules.agencies.map(({ id }) => id))
    expect(new Set(queues.flatMap((queue) => queue.programs))).toEqual(new Set(expected))
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
