import { join } from 'node:path'
import { checkCity } from '../../cli/check-city'
import { printProgram } from '../../cli/city/print-program'
import { addDays } from '../../runtime/days'
import { packageRoot } from '../../runtime/root'
import { figureOnDay } from '../../subgraphs/programs/domain/eligibility/figure-on-day'
import type { Language } from '../../subgraphs/programs/domain/plain-words/phrases'
import { tellProgram, type ToldProgram } from '../../subgraphs/programs/domain/plain-words/tell-program'
import { hub } from './hub-command'

const rules = new Map(['nyc', 'charlotte'].map((id) => [id, checkCity(join(packageRoot, 'cities'), id).rules] as const))

function told(city: string, program: string, day: string, language: Language = 'en'): ToldProgram {
  const of = rules.get(city)
  const found = of && tellProgram(of, program, day, language)
  if (found === undefined) throw new Error(`no program ${program}`)
  return found
}

const tests = (program: ToldProgram) => Object.fromEntries(program.criteria.map(({ id, test }) => [id, test]))

const all = [...rules].flatMap(([city, { programs }]) => programs.map(({ id }) => [city, id] as const))

/** The first and the last day of each version and figure, the days around them, and days of no rule at all. */
function daysOf(city: string, program: string): string[] {
  const versions = rules.get(city)?.programs.find(({ id }) => id === program)?.versions ?? []
  const edges = versions.flatMap(({ from, to }) => [addDays(from, -1), from, ...(to === undefined ? [] : [to, addDays(to, 1)])])
  return [...new Set([...edges, '1900-01-01', '2024-07-01', '2025-10-01', '2026-07-01', '2027-01-01', '2100-12-31'])]
}

describe('the rule of any program on any day in plain words', () => {
  it.each(all)('%s %s', (city, program) => {
    for (const day of daysOf(city, program)) {
      const found = told(city, program, day)
      const text = printProgram(found)
      expect(text).not.toMatch(/undefined|NaN|Infinity|\[object|null/)
      const version = rules
        .get(city)
        ?.programs.find(({ id }) => id === program)
        ?.versions.find(({ from, to }) => from <= day && day <= (to ?? '9999'))
      expect(found.criteria.map(({ id }) => id)).toEqual((version?.criteria ?? []).map(({ id }) => id))
      for (const { text: says, citation } of found.criteria) {
        expect(text).toContain(says)
        expect(text).toContain(citation.law)
      }
      // Every word in quotes that stands for a definition is explained, once.
      const names = found.words.map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
      const definitions = [...(rules.get(city)?.definitions ?? []), ...(version?.definitions ?? [])]
      const spoken = definitions.filter(({ id }) =>
        JSON.stringify([found.criteria, found.words.map(({ rule }) => rule)]).includes(`“${spaced(id)}”`),
      )
      expect(found.words.map(({ id }) => id).sort()).toEqual(spoken.map(({ id }) => id).sort())
      for (const figure of found.figures) {
        const { value, table } = figureOnDay(figure.id, rules.get(city)?.figures ?? {}, day)
        expect([figure.value !== undefined, figure.table?.length]).toEqual([
          value !== undefined,
          table && Math.min(8, table.sizes.length),
        ])
        expect(figure.value === undefined && figure.table === undefined).toBe(figure.unsourced !== undefined)
      }
    }
  })

  it.each(all)('%s %s in Spanish', (city, program) => {
    const definition = rules.get(city)?.programs.find(({ id }) => id === program)
    for (const day of daysOf(city, program)) {
      const text = printProgram(told(city, program, day, 'es'), 'es')
      expect(text).not.toMatch(/undefined|NaN|Infinity|\[object|null/)
      expect(text).not.toMatch(/The limit itself|^ {4}(size|Holds|Law|Test|Is |each further)|^(Agency|Rules|DOCUMENTS|NOTES)/m)
      const version = definition?.versions.find(({ from, to }) => from <= day && day <= (to ?? '9999'))
      const both = [definition?.name, definition?.description, definition?.unit, ...(definition?.documents ?? [])]
      for (const local of [...both, ...(version?.criteria ?? []).map((criterion) => criterion.text)])
        expect(text).toContain(local?.es)
    }
  })

  const spaced = (id: string) => id.replace(/([a-z])([A-Z0-9])/g, '$1 $2').toLowerCase()

  it('tells the tests of SCRIE', () => {
    expect(tests(told('nyc', 'scrie', '2026-07-01'))).toEqual({
      'rent-regulated': {
        says: 'all of these hold',
        join: 'and',
        parts: [
          { says: 'the tenure is “Pays rent for the home, with or without a written lease”' },
          {
            says: 'the rental type is one of: “Rent controlled or rent stabilized apartment”; “Rent regulated hotel or single room occupancy unit”; “Mitchell-Lama development”; “Housing development fund corporation (HDFC) building”; “Section 213 cooperative”',
          },
        ],
      },
      'head-age': { says: 'the age of the head of the household is at least 62 years' },
      'head-on-lease': { says: 'the head of the household is named on the lease' },
      income: { says: '“income without gifts” is at most 50,000.00 a year (scrie-income-limit)' },
      'rent-share': {
        says: 'twelve times the rent the household pays for the home, a month, is more than one third of “income without gifts”',
      },
    })
  })

  it('explains a definition once', () => {
    expect(told('nyc', 'scrie', '2026-07-01').words).toEqual([
      {
        id: 'incomeWithoutGifts',
        name: '“income without gifts”',
        of: 'HOUSEHOLD',
        text: 'Income of everyone in the household in a year, without gifts.',
        rule: { says: 'the sum, over all members, of all income of the member but gifts and contributions received' },
      },
    ])
  })

  it('tells a table as it stands on the day, the year it comes from and both laws', () => {
    const [limit] = told('nyc', 'snap', '2026-07-01').figures
    expect(limit).toMatchObject({
      id: 'snap-limit-130',
      from: '130 % of “Federal poverty guideline” of 2025, rounded up to the dollar; a new year’s is taken up on 1 October'.replace(
        '’',
        "'",
      ),
      isMonthly: true,
      inclusive: true,
      effectiveFrom: '2025-10-01',
      effectiveTo: '2026-09-30',
      further: 'each further one adds 595.00 a month or, as it is rounded, 596.00 a month',
    })
    expect(limit?.table?.slice(0, 3)).toEqual([
      { size: 1, limit: '1,696.00 a month' },
      { size: 2, limit: '2,292.00 a month' },
      { size: 3, limit: '2,888.00 a month' },
    ])
    expect(told('nyc', 'snap', '2026-10-01').figures[0]?.table?.[0]).toEqual({ size: 1, limit: '1,729.00 a month' })
  })

  it('tells quantifiers, choices, windows and what has no source', () => {
    const says = (city: string, program: string, day = '2026-07-01') =>
      JSON.stringify(told(city, program, day).criteria.map(({ test }) => test))
    expect(says('nyc', 'three-k-for-all')).toContain(
      'for at least one member of the household: the age of the member is exactly 3 years',
    )
    expect(says('nyc', 'earned-income-tax-credit')).toContain(
      'if “filers married” holds: “filers earnings” is at most the limit of eitc-joint-limit for “filer and children”',
    )
    expect(says('nyc', 'nyc-care')).toContain(
      'a test that has no source in the hub: Which insurance counts as open and affordable.',
    )
    expect(says('charlotte', 'lieap')).toContain('the day lies between 1 January and 31 March (so it is not on 2026-07-01)')
    expect(says('charlotte', 'lieap', '2026-02-01')).toContain('(so it is on 2026-02-01)')
    expect(says('nyc', 'cityfheps')).toContain('every test of State FHEPS rental assistance (state-fheps) holds')
  })

  it('says of a day before the rules from when on there are any', () => {
    const text = printProgram(told('nyc', 'scrie', '2014-06-30'))
    expect(text).toContain('Rules            the hub has none for this day; it has those from 2014-07-01 on')
    expect(text).not.toContain('Test:')
  })
})

describe('hub city explain', () => {
  it('prints a rule with its law, days, words, figures and notes', () => {
    const { status, out } = hub(['city', 'explain', 'nyc', 'scrie', '--as-of', '2026-07-01'])
    expect(status).toBe(0)
    expect(out).toMatch(/^Senior Citizen Rent Increase Exemption \(SCRIE\) \(scrie\)\n/)
    expect(out).toContain('On 2026-07-01    ACTIVE: applications are taken\nAgency           Department of Finance (dof)\n')
    expect(out).toContain(`  The head of the household is 62 or older. [head-age]
    Test: the age of the head of the household is at least 62 years
    Law: RPTL 467-b; NYC Admin. Code 26-509
    Holds: from 2014-07-01 on
`)
    expect(out).toContain(`  scrie-income-limit: Household income for SCRIE
    50,000.00 a year
    The limit itself passes.
`)
  })

  it('prints the same as JSON', () => {
    const { out } = hub(['city', 'explain', 'charlotte', 'wic', '--as-of', '2026-07-01', '--json'])
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(told('charlotte', 'wic', '2026-07-01'))))
  })

  it('prints it in Spanish, and says of what is written in English alone that it is', () => {
    const { out } = hub(['city', 'explain', 'nyc', 'snap', '--as-of', '2026-07-01', '--lang', 'es'])
    expect(out).toMatch(/^Programa de Asistencia Nutricional Suplementaria \(SNAP\) \(snap\)\n/)
    expect(out).toContain(
      '\nEl 2026-07-01         ACTIVE: se aceptan solicitudes\nAgencia               Administración de Recursos',
    )
    expect(out).toContain(`  Alguien es ciudadano o tiene un estatus migratorio que SNAP acepta. [immigration]
    Prueba (en inglés): for at least one member of the household: the member is a citizen`)
    expect(out).toContain('    tamaño  1  1,696.00 al mes\n')
    expect(out).toContain(`    cada persona más suma 595.00 al mes o, según el redondeo, 596.00 al mes
    Es el 130 % de “Guía federal de pobreza” de 2025, redondeado hacia arriba al dólar; el de un año nuevo se adopta el 1 de octubre
    La suma de un año se compara con doce veces el límite.
    Justo en el límite se cumple.
    Vigente: desde el 2025-10-01 hasta el 2026-09-30
`)
    expect(out).toContain('\nNOTAS (EN INGLÉS)\n- New York has one of three limits')
  })

  it('says in a sentence that there is no such program, day or language', () => {
    const unknown = hub(['city', 'explain', 'nyc', 'screi'])
    expect([unknown.status, unknown.out]).toEqual([1, ''])
    expect(unknown.error).toMatch(/^There is no program "screi" in New York City: expected one of affordable-connectivity, /)
    expect(hub(['city', 'explain', 'nyc', 'scrie', '--as-of', '2026-02-30'])).toEqual({
      status: 1,
      out: '',
      error: '--as-of is "2026-02-30": expected a day as YYYY-MM-DD between 1900-01-01 and 2100-12-31.',
    })
    expect(hub(['city', 'explain', 'nyc', 'scrie', '--lang', 'fr'])).toEqual({
      status: 1,
      out: '',
      error: '--lang: expected en or es.',
    })
  })
})
