import { parseArgs } from 'node:util'
import { readSettings } from '../../runtime/config'
import { StartError } from '../../runtime/errors'
import { languages, type Language } from '../../subgraphs/programs/domain/plain-words/phrases'
import { tellProgram } from '../../subgraphs/programs/domain/plain-words/tell-program'
import { dayOf, openSound, requireCity } from './open-city'
import { printProgram } from './print-program'

/** `hub city explain nyc scrie [--as-of 2026-07-01] [--lang es] [--json]`: a program's rule on a day, in plain words. */
export function explain(args: readonly string[]): void {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { 'as-of': { type: 'string' }, lang: { type: 'string', default: 'en' }, json: { type: 'boolean' } },
    allowPositionals: true,
  })
  const [cityId, programId] = positionals
  if (programId === undefined || positionals.length > 2)
    throw new StartError('hub city explain: expected a city and one of its programs, such as nyc scrie.')
  const language = languageOf(values.lang)
  const root = readSettings(process.env).cities
  const { rules, settings } = openSound(root, requireCity(root, cityId)).city
  const told = tellProgram(rules, programId, dayOf(values['as-of'], settings.timeZone), language)
  if (told === undefined) {
    const known = rules.programs.map(({ id }) => id).sort()
    throw new StartError(`There is no program "${programId}" in ${settings.name.en}: expected one of ${known.join(', ')}.`)
  }
  console.log(values.json ? JSON.stringify(told, undefined, 2) : printProgram(told, language))
}

function languageOf(text: string): Language {
  const language = languages.find((one) => one === text)
  if (language === undefined) throw new StartError(`--lang: expected ${languages.join(' or ')}.`)
  return language
}
