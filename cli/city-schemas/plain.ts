/** The plain shapes that every file of a city is made of. */
import { dayPattern, idPattern, localTextKeys, namePattern } from '../../runtime/city/shape'
import { citationKeys } from '../../subgraphs/programs/rules/rules-grammar'
import { map, type Schema } from './json-schema'

export function text(description: string): Schema {
  return { description, type: 'string', pattern: '\\S' }
}

export function id(description: string): Schema {
  return { description, type: 'string', pattern: idPattern.source }
}

export function nameSpelledLikeThis(description: string): Schema {
  return { description, type: 'string', pattern: namePattern.source }
}

export function day(description: string): Schema {
  return { description, type: 'string', pattern: dayPattern.source }
}

export function monthDay(description: string): Schema {
  return { description, type: 'string', pattern: '^(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' }
}

export function number(description: string): Schema {
  return { description, type: 'number', minimum: 0 }
}

export function whole(description: string): Schema {
  return { description, type: 'integer', minimum: 0 }
}

export function link(description: string): Schema {
  return { description, type: 'string', pattern: '^https://[^\\s]+$' }
}

export function localText(description: string): Schema {
  return map(description, localTextKeys, { en: text('English.'), es: text('Spanish.') })
}

export const citation: Schema = map('The law behind it.', citationKeys, {
  law: text('The statute, regulation or publication, as it is cited: RPTL 467-b.'),
  url: link('Where it can be read.'),
})
