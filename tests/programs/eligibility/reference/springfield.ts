/** A city with one program, for cases decided by hand. */
import type { HouseholdFacts, MemberFacts } from '../../../../runtime/facts'
import type { Figure, FigureRow } from '../../../../subgraphs/programs/domain/eligibility/figure'
import type { Condition, Criterion, Definition, RuleVersion } from '../../../../subgraphs/programs/domain/eligibility/rule'
import type { CityRules } from '../../../../subgraphs/programs/domain/eligibility/rule-book'
import { step } from './amounts'
import { judge, type Judgement } from './judge'

const text = { en: 'A test.' }
const citation = { law: 'The law of Springfield.' }

export interface Rules {
  readonly screen?: readonly Condition[]
  readonly verify?: readonly Condition[]
  readonly definitions?: readonly Definition[]
  readonly version?: Partial<RuleVersion>
  readonly paused?: boolean
}

const day = '2026-06-01'

/** Limits of one step for one person, two for two, and without a source from the third on; `grows` goes on by a step a person. */
export function springfield({ screen = [], verify = [], definitions = [], version = {}, paused = false }: Rules): CityRules {
  const criterion = (stage: Criterion['stage']) => (when: Condition, index: number) => {
    return { id: `${stage.toLowerCase()}${index}`, text, citation, stage, when }
  }
  const criteria = [...screen.map(criterion('SCREEN')), ...verify.map(criterion('VERIFY'))]
  const program = {
    id: 'program',
    area: 'OTHER',
    agency: 'agency',
    name: text,
    description: text,
    externalIds: [],
    unit: text,
    languages: [],
    documents: [],
    notes: [],
    status: [{ state: paused ? 'PAUSED' : 'ACTIVE' }],
    versions: [{ from: '2020-01-01', criteria, ...version }],
  } as const
  const figures = {
    one: money('one', { value: step }),
    ends: money('ends', { sizes: [step, 2 * step] }),
    grows: money('grows', { sizes: [step], perPerson: step }),
    gone: money('gone', { unsourced: 'Nobody knows.' }),
  }
  return { city: 'springfield', agencies: [{ id: 'agency', name: text }], programs: [program], figures, definitions }
}

export function judged(rules: Rules | Condition, facts: Partial<HouseholdFacts>): Judgement {
  const city = springfield(isRules(rules) ? rules : { screen: [rules] })
  return judge(city, 'program', { members: [], ...facts }, day)
}

/** A household whose members are all listed. */
export function whole(...members: readonly Partial<MemberFacts>[]): HouseholdFacts {
  return { membersComplete: true, members: listed(...members) }
}

export function listed(...members: readonly Partial<MemberFacts>[]): readonly MemberFacts[] {
  return members.map((member, index) => ({ id: `m${index}`, ...member }))
}

export function earning(steps: number) {
  return { incomes: [{ type: 'WAGES', frequency: 'YEARLY' as const, cents: steps * step }], incomesComplete: true }
}

function isRules(rules: Rules | Condition): rules is Rules {
  return ['screen', 'verify', 'version', 'paused'].some((key) => key in rules)
}

function money(id: string, content: object): Figure {
  const row = { from: '2020-01-01', citation, ...content } as FigureRow
  return { id, text, unit: 'MONEY', per: 'YEAR', inclusive: true, values: [row] }
}
