/**
 * A program's rule on a day, ready to be read: each criterion with its test in plain words, the words it uses, the figures. Tests,
 * definitions and notes are in English whatever the language: nobody has written them in another.
 */
import type { LocalText } from '../../../../runtime/facts'
import { compile } from '../eligibility/compile'
import { covers } from '../eligibility/figure-on-day'
import type { Citation, Definition, ProgramDefinition, RuleVersion } from '../eligibility/rule'
import type { CityRules } from '../eligibility/rule-book'
import { statusOn } from '../eligibility/status'
import { phrases, textIn, type Language } from './phrases'
import { tellFigure, type ToldFigure } from './tell-figure'
import { tellCondition, tellQuantity, type Telling } from './tell-rule'
import type { Told } from './told'
import { named } from './words'

export interface ToldProgram {
  readonly program: string
  readonly name: string
  readonly description: string
  readonly url?: string
  readonly agency: string
  readonly agencyName: string
  readonly asOf: string
  readonly status: string
  readonly takesApplications: boolean
  /** What the status says besides: its windows, its days, its note. */
  readonly statusNotes: readonly string[]
  readonly unit: string
  /** The rule version of the day; absent where the hub has no rules for it. */
  readonly effectiveFrom?: string
  readonly effectiveTo?: string
  /** From when to when the hub has rules. */
  readonly known: { readonly from: string; readonly to?: string }
  readonly discretionary?: string
  readonly criteria: readonly ToldCriterion[]
  readonly words: readonly ToldDefinition[]
  readonly figures: readonly ToldFigure[]
  readonly documents: readonly string[]
  readonly notes: readonly string[]
}

export interface ToldCriterion {
  readonly id: string
  readonly stage: 'SCREEN' | 'VERIFY'
  readonly text: string
  readonly test: Told
  readonly citation: Citation
  readonly effectiveFrom: string
  readonly effectiveTo?: string
  readonly note?: string
}

export interface ToldDefinition {
  readonly id: string
  readonly name: string
  readonly of: 'HOUSEHOLD' | 'MEMBER'
  readonly text: string
  readonly rule: Told
  readonly citation?: Citation
}

/** Undefined where the city has no such program. */
export function tellProgram(rules: CityRules, id: string, asOf: string, language: Language = 'en'): ToldProgram | undefined {
  const program = rules.programs.find((one) => one.id === id)
  if (program === undefined) return undefined
  const version = program.versions.find((one) => covers(one, asOf))
  const { status, open } = statusOn(program, asOf)
  const [first] = program.versions
  const last = program.versions.at(-1)
  const told = version === undefined ? nothing : tellVersion(program, version, rules, { asOf, language })
  const agency = rules.agencies.find((one) => one.id === program.agency)
  const text = (local: LocalText) => textIn(language, local)
  return {
    program: id,
    name: text(program.name),
    description: text(program.description),
    ...(program.url === undefined ? {} : { url: program.url }),
    agency: program.agency,
    agencyName: agency === undefined ? program.agency : text(agency.name),
    asOf,
    status,
    takesApplications: open,
    statusNotes: tellStatus(program, asOf, language),
    unit: text(program.unit),
    ...(version === undefined ? {} : spanOf(version)),
    known: { from: first?.from ?? asOf, ...(last?.to === undefined ? {} : { to: last.to }) },
    ...(version?.discretionary === undefined ? {} : { discretionary: text(version.discretionary) }),
    ...told,
    documents: program.documents.map(text),
    notes: program.notes,
  }
}

const nothing = { criteria: [], words: [], figures: [] }

function spanOf({ from, to }: { readonly from: string; readonly to?: string }) {
  return { effectiveFrom: from, ...(to === undefined ? {} : { effectiveTo: to }) }
}

function tellStatus(program: ProgramDefinition, asOf: string, language: Language): string[] {
  const says = phrases[language]
  const dated = program.status.find((one) => covers(one, asOf))
  return [
    ...(dated?.from === undefined ? [] : [says.since(dated.from)]),
    ...(dated?.to === undefined ? [] : [says.until(dated.to)]),
    ...(dated?.open ?? []).map(({ from, to }) => says.openWindow(says.day(from), says.day(to))),
    ...(dated?.note === undefined ? [] : [textIn(language, dated.note)]),
  ]
}

function tellVersion(
  program: ProgramDefinition,
  version: RuleVersion,
  rules: CityRules,
  { asOf, language }: { readonly asOf: string; readonly language: Language },
) {
  const all = [...rules.definitions, ...(version.definitions ?? [])]
  const telling: Telling = {
    day: asOf,
    figures: rules.figures,
    definitions: new Map(all.map((one) => [one.id, one])),
    programName: (other) => `${rules.programs.find(({ id }) => id === other)?.name.en ?? other} (${other})`,
    used: { definitions: new Set(), figures: new Set() },
  }
  const { criteria: compiled } = compile(program, rules, asOf)
  const criteria = version.criteria.map(({ id, text, stage, citation, when, note }, index): ToldCriterion => {
    const span = compiled[index]?.span ?? version
    const more = note === undefined ? {} : { note }
    return { id, stage, text: textIn(language, text), test: tellCondition(when, telling), citation, ...spanOf(span), ...more }
  })
  // Each definition may name others, all of them above it.
  const words = all
    .toReversed()
    .flatMap((definition) => (telling.used.definitions.has(definition.id) ? [tellDefinition(definition, telling)] : []))
    .toReversed()
  const figures = [...telling.used.figures].flatMap((id) => {
    const figure = rules.figures[id]
    return figure === undefined ? [] : [tellFigure(figure, rules.figures, asOf, language)]
  })
  return { criteria, words, figures }
}

function tellDefinition({ id, of, text, unit, citation, condition, quantity }: Definition, telling: Telling): ToldDefinition {
  const rule: Told =
    condition === undefined
      ? { says: tellQuantity(quantity ?? 0, telling, { unit: unit ?? 'NUMBER' }) }
      : tellCondition(condition, telling)
  return { id, name: named(id), of, text, rule, ...(citation === undefined ? {} : { citation }) }
}
