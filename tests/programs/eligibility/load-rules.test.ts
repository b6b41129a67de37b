import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCity } from '../../../runtime/city/read-city'
import { loadRules } from '../../../subgraphs/programs/load-rules'
import { citiesRoot } from './cities'

/** Loads New York after one text in one of its files has been changed, and tells every finding, without the line. */
function findings(file: string, from: string | RegExp, to: string): string[] {
  const root = mkdtempSync(join(tmpdir(), 'cities-'))
  try {
    cpSync(citiesRoot, root, { recursive: true })
    const text = readFileSync(join(root, file), 'utf8')
    const changed = text.replace(from, to)
    if (changed === text) throw new Error(`${String(from)} is not in ${file}`)
    writeFileSync(join(root, file), changed)
    loadRules(readCity(root, 'nyc'))
    return []
  } catch (error) {
    return (error as Error).message.split('\n')
  } finally {
    rmSync(root, { recursive: true })
  }
}

const scrie = 'nyc/programs/scrie.yaml'
const figures = 'nyc/figures/essential-plan.yaml'

describe('what the loader refuses', () => {
  test.each([
    [
      'an unknown key',
      scrie,
      'area: HOUSING',
      'area: HOUSING\ncolour: red',
      'nyc/programs/scrie.yaml:3 colour: unknown key; expected one of id, area, agency, name, description, unit, status, versions, url, externalIds, languages, documents, notes',
    ],
    ['a missing key', scrie, 'area: HOUSING\n', '', 'nyc/programs/scrie.yaml:1: area is missing'],
    [
      'a word that is not in the list',
      scrie,
      'area: HOUSING',
      'area: HOUSES',
      'nyc/programs/scrie.yaml:2 area: expected one of LEGAL_AID, HOUSING, HEALTH, FOOD, CASH, CHILD_CARE, WORK, TRANSPORT, OTHER',
    ],
    [
      'an agency that is not there',
      scrie,
      'agency: dof',
      'agency: fod',
      'nyc/programs/scrie.yaml:3 agency: there is no agency fod',
    ],
    [
      'a fact that is not there',
      scrie,
      'fact: tenure',
      'fact: tenrue',
      expect.stringMatching(
        /^nyc\/programs\/scrie.yaml:\d+ versions\[0\].criteria\[0\].when.all\[0\].fact: there is no fact tenrue$/,
      ),
    ],
    [
      'a value that the fact cannot have',
      scrie,
      'is: RENTER',
      'is: TENANT',
      expect.stringMatching(/when.all\[0\].is: TENANT is no Tenure$/),
    ],
    [
      'a figure that is not there',
      scrie,
      'figure: scrie-income-limit',
      'figure: scrie-limit',
      expect.stringMatching(/when.within.figure: there is no figure scrie-limit$/),
    ],
    [
      'a definition that is not there',
      scrie,
      'compare: { define: incomeWithoutGifts }',
      'compare: { define: income }',
      expect.stringMatching(/when.compare.define: there is no definition income above that is a quantity$/),
    ],
    [
      'an income type that is not there',
      scrie,
      '[GIFTS]',
      '[PRESENTS]',
      expect.stringMatching(/quantity.sum.incomes.except\[0\]: PRESENTS is no such type$/),
    ],
    [
      'a member fact outside a member quantifier',
      scrie,
      'when: { forHead: { fact: onLease, is: true } }',
      'when: { fact: onLease, is: true }',
      expect.stringMatching(
        /when.fact: onLease is a member's: it stands under forAnyMember, forEveryMember, forHead, count or sum$/,
      ),
    ],
    [
      'a month compared with a year',
      scrie,
      'fact: rentMonthly, per: MONTH',
      'fact: rentMonthly',
      expect.stringMatching(/when: compares MONEY with MONEY_A_YEAR$/),
    ],
    [
      'a verify criterion anywhere but at the top',
      scrie,
      'forHead: { fact: onLease, is: true }',
      'any: [{ stage: VERIFY, when: { fact: tenure, is: OWNER } }]',
      expect.stringMatching(
        /when.any\[0\]: expected a condition: one of compare, fact, of, if, all, any, not, forAnyMember, forEveryMember, forHead, season, define, program, unsourced$/,
      ),
    ],
    [
      'a criterion without its law',
      scrie,
      /stage: SCREEN\n        citation: [^\n]*\n/,
      'stage: SCREEN\n',
      expect.stringMatching(/criteria\[0\]: citation is missing$/),
    ],
    [
      'a stage that is none',
      scrie,
      'stage: SCREEN',
      'stage: LATER',
      expect.stringMatching(/criteria\[0\].stage: expected one of SCREEN, VERIFY$/),
    ],
    [
      'a day that is none',
      scrie,
      'from: 2014-07-01',
      'from: 2014-02-30',
      expect.stringMatching(/versions\[0\].from: expected a day as YYYY-MM-DD$/),
    ],
    [
      'two programs with one id',
      scrie,
      'id: scrie',
      'id: section-8',
      'nyc/programs/section-8.yaml:1 id: there is another program section-8',
    ],
    ['a text without its Spanish', scrie, /, es: Exención[^}]*/, ' ', expect.stringMatching(/name: es is missing$/)],
    [
      'a gap between two rows',
      figures,
      'to: 2026-06-30',
      'to: 2026-06-29',
      expect.stringMatching(/^nyc\/figures\/essential-plan.yaml:\d+ \[0\].values\[1\].from: leaves a gap after 2026-06-29$/),
    ],
    [
      'rows that overlap',
      figures,
      'to: 2026-06-30',
      'to: 2026-07-01',
      expect.stringMatching(/\[0\].values\[1\].from: overlaps the row before it, which ends on 2026-07-01$/),
    ],
    [
      'a row after one without an end',
      figures,
      '      to: 2026-06-30\n',
      '',
      expect.stringMatching(/\[0\].values\[1\]: overlaps the row before it, which has no end$/),
    ],
    [
      'a figure without its law',
      figures,
      /\n      citation: [^\n]*/,
      '',
      expect.stringMatching(/\[0\].values\[0\]: citation is missing$/),
    ],
    [
      'a percentage of nothing',
      figures,
      'of: poverty-guideline',
      'of: poverty',
      expect.stringMatching(/values\[0\].of: there is no figure poverty$/),
    ],
    [
      'a guideline without the day of its switch',
      figures,
      '      guidelineSwitch: 01-01\n',
      '',
      expect.stringMatching(/values\[0\]: guidelineSwitch is missing: poverty-guideline goes by years$/),
    ],
    [
      'a rounding that is none',
      figures,
      'round: none',
      'round: away',
      expect.stringMatching(/values\[0\].round: expected one of up, nearest, down, none$/),
    ],
    [
      'a figure twice',
      figures,
      'id: essential-plan-limit',
      'id: heap-limit',
      expect.stringMatching(/\[1\].id: there is another figure heap-limit$/),
    ],
    [
      'half a cent',
      'nyc/figures/rent-increase-exemption.yaml',
      'value: 50000',
      'value: 50000.005',
      expect.stringMatching(/values\[0\].value: expected dollars with at most two decimals$/),
    ],
    [
      'a golden case that fails',
      'nyc/cases/scrie.yaml',
      'outcome: ELIGIBLE',
      'outcome: INELIGIBLE',
      expect.stringMatching(
        /^nyc\/cases\/scrie.yaml:\d+ cases\[0\].outcome: "at the income limit on the 62 birthday" answers ELIGIBLE, not INELIGIBLE/,
      ),
    ],
    [
      'an aliased value',
      scrie,
      'area: HOUSING',
      'area: &a HOUSING\nagency: *a',
      expect.stringMatching(/^nyc\/programs\/scrie.yaml:3: /),
    ],
  ])('%s', (_, file, from, to, expected) => {
    expect(findings(file, from, to)).toContainEqual(expected)
  })

  test('every finding is told at once', () => {
    expect(
      findings(scrie, /fact: tenure[\s\S]*?fact: rentalType/, 'fact: a, is: RENTER }\n            - { fact: b').length,
    ).toBeGreaterThan(1)
  })

  test('a program without golden cases does not load', () => {
    expect(findings('nyc/cases/scrie.yaml', 'program: scrie', 'program: drie')).toContain(
      'nyc/cases/scrie.yaml:1: scrie has no golden cases',
    )
  })

  test('a criterion that no case shows false does not load', () => {
    expect(
      findings(
        'nyc/cases/scrie.yaml',
        /facts: \{ members: \{ head: \{ onLease: false \} \} \}|onLease: false/,
        'facts: { rentMonthly: 1 }',
      ),
    ).toEqual([expect.stringMatching(/^nyc\/cases\/scrie.yaml:\d+ cases.*head-on-lease/)])
  })
})
