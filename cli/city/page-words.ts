import type { Language } from '../../subgraphs/programs/domain/plain-words/phrases'

/** The fixed words of a printed rule. */
export interface PageWords {
  /** How wide the labels at the top of the page are. */
  readonly width: number
  on(day: string): string
  readonly open: string
  readonly closed: string
  readonly agency: string
  readonly unit: string
  readonly rules: string
  noRules(known: string): string
  readonly discretionary: string
  readonly screen: string
  readonly verify: string
  readonly test: string
  readonly law: string
  readonly holds: string
  days(from: string, to: string | undefined): string
  readonly note: string
  readonly definitions: string
  figures(day: string): string
  readonly size: string
  readonly unsourced: string
  readonly is: string
  readonly monthly: string
  readonly passes: string
  readonly doesNotPass: string
  readonly documents: string
  readonly notes: string
}

/** What is written in English alone says so on a Spanish page. */
export const pageWords: Readonly<Record<Language, PageWords>> = {
  en: {
    width: 16,
    on: (day) => `On ${day}`,
    open: 'applications are taken',
    closed: 'no applications are taken',
    agency: 'Agency',
    unit: 'Who counts',
    rules: 'Rules',
    noRules: (known) => `the hub has none for this day; it has those ${known}`,
    discretionary: 'A worker decides',
    screen: 'Asked before anyone applies',
    verify: 'Checked by the agency',
    test: 'Test',
    law: 'Law',
    holds: 'Holds',
    days: (from, to) => (to === undefined ? `from ${from} on` : `from ${from} to ${to}`),
    note: 'Note',
    definitions: 'Words',
    figures: (day) => `Figures on ${day}`,
    size: 'size',
    unsourced: 'No source',
    is: 'Is',
    monthly: 'A sum of a year is compared with twelve times the limit.',
    passes: 'The limit itself passes.',
    doesNotPass: 'The limit itself does not pass.',
    documents: 'Documents',
    notes: 'Notes',
  },
  es: {
    width: 21,
    on: (day) => `El ${day}`,
    open: 'se aceptan solicitudes',
    closed: 'no se aceptan solicitudes',
    agency: 'Agencia',
    unit: 'A quién se cuenta',
    rules: 'Reglas',
    noRules: (known) => `el sistema no tiene ninguna para este día; tiene las vigentes ${known}`,
    discretionary: 'Decide un trabajador',
    screen: 'Se pregunta antes de solicitar',
    verify: 'Lo comprueba la agencia',
    test: 'Prueba (en inglés)',
    law: 'Ley',
    holds: 'Vigente',
    days: (from, to) => (to === undefined ? `desde el ${from}` : `desde el ${from} hasta el ${to}`),
    note: 'Nota (en inglés)',
    definitions: 'Términos (en inglés)',
    figures: (day) => `Cifras al ${day}`,
    size: 'tamaño',
    unsourced: 'Sin fuente (en inglés)',
    is: 'Es',
    monthly: 'La suma de un año se compara con doce veces el límite.',
    passes: 'Justo en el límite se cumple.',
    doesNotPass: 'Justo en el límite no se cumple.',
    documents: 'Documentos',
    notes: 'Notas (en inglés)',
  },
}
