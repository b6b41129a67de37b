/** The fixed words around a city's own texts, in the languages that these are written in. */
import type { LocalText } from '../../../../runtime/facts'
import { amount, period } from '../eligibility/explain'
import type { Measure } from '../eligibility/measure'
import { dayInWords } from './words'

export type Language = keyof LocalText
export const languages = ['en', 'es'] as const satisfies readonly Language[]

/** The text in the language, or in English where it is not written in it. */
export function textIn(language: Language, text: LocalText): string {
  return text[language] ?? text.en
}

interface Phrases {
  /** `10-01` in words; an ISO day stays as it is. */
  day(day: string): string
  openWindow(from: string, to: string): string
  since(day: string): string
  until(day: string): string
  /** `50,000.00 a year`. */
  number(value: number, measure: Measure): string
  readonly noValue: string
  readonly noBaseValue: string
  upToSize(size: number): string
  readonly largerUnsourced: string
  readonly largerSame: string
  eachFurther(least: string): string
  eachFurtherRounded(least: string, most: string): string
  readonly roundings: Readonly<Record<'up' | 'nearest' | 'down' | 'none', string>>
  percentOf(percent: number, figure: string, year: number | undefined): string
  readonly shareBySize: string
  newYear(day: string): string
}

const months = [
  'enero',
  'febrero',
  'marzo',
  'abril',
  'mayo',
  'junio',
  'julio',
  'agosto',
  'septiembre',
  'octubre',
  'noviembre',
  'diciembre',
]

const english: Phrases = {
  day: dayInWords,
  openWindow: (from, to) => `open from ${from} to ${to}`,
  since: (day) => `since ${day}`,
  until: (day) => `until ${day}`,
  number: (value, measure) => `${amount(value, measure)}${period(measure)}`,
  noValue: 'The hub has no value for this day.',
  noBaseValue: 'The figure that it stands on has no value for this day.',
  upToSize: (size) => `up to a size of ${size}`,
  largerUnsourced: 'larger sizes have no source',
  largerSame: 'the same for larger sizes',
  eachFurther: (least) => `each further one adds ${least}`,
  eachFurtherRounded: (least, most) => `each further one adds ${least} or, as it is rounded, ${most}`,
  roundings: {
    up: 'rounded up to the dollar',
    nearest: 'rounded to the nearest dollar',
    down: 'rounded down to the dollar',
    none: 'not rounded',
  },
  percentOf: (percent, figure, year) => `${percent} % of “${figure}”${year === undefined ? '' : ` of ${year}`}`,
  shareBySize: ' (and of that a share by size)',
  newYear: (day) => `a new year's is taken up on ${day}`,
}

const spanish: Phrases = {
  day: (day) => (day.length === 5 ? `${Number(day.slice(3))} de ${months[Number(day.slice(0, 2)) - 1]}` : day),
  openWindow: (from, to) => `abierto del ${from} al ${to}`,
  since: (day) => `desde el ${day}`,
  until: (day) => `hasta el ${day}`,
  number: (value, measure) =>
    amount(value, measure).replace(/ [a-z]+$/, (noun) => nouns[noun] ?? noun) + (periods[period(measure)] ?? ''),
  noValue: 'El sistema no tiene un valor para este día.',
  noBaseValue: 'La cifra en la que se basa no tiene un valor para este día.',
  upToSize: (size) => `hasta un tamaño de ${size}`,
  largerUnsourced: 'los tamaños mayores no tienen fuente',
  largerSame: 'lo mismo para tamaños mayores',
  eachFurther: (least) => `cada persona más suma ${least}`,
  eachFurtherRounded: (least, most) => `cada persona más suma ${least} o, según el redondeo, ${most}`,
  roundings: {
    up: 'redondeado hacia arriba al dólar',
    nearest: 'redondeado al dólar más cercano',
    down: 'redondeado hacia abajo al dólar',
    none: 'sin redondear',
  },
  percentOf: (percent, figure, year) => `el ${percent} % de “${figure}”${year === undefined ? '' : ` de ${year}`}`,
  shareBySize: ' (y de eso una parte según el tamaño)',
  newYear: (day) => `el de un año nuevo se adopta el ${day}`,
}

const nouns: Readonly<Record<string, string>> = {
  ' years': ' años',
  ' days': ' días',
  ' hours': ' horas',
  ' people': ' personas',
}
const periods: Readonly<Record<string, string>> = { ' a month': ' al mes', ' a year': ' al año' }

export const phrases: Readonly<Record<Language, Phrases>> = { en: english, es: spanish }
