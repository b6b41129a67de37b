import { parseArgs } from 'node:util'
import { isRole, roles } from '../runtime/caller'
import { readSettings } from '../runtime/config'
import { StartError } from '../runtime/errors'
import { openDevelopmentIssuer } from '../runtime/trust/issuer'
import { loadCities } from './cities'

/** Prints a token of the development issuer of the data folder. */
export async function token(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { as: { type: 'string' }, city: { type: 'string' }, agency: { type: 'string' }, json: { type: 'boolean' } },
  })
  const settings = readSettings(process.env)
  if (!isRole(values.as)) throw new StartError(`--as: expected one of ${roles.join(', ')}.`)
  if (values.city === undefined) throw new StartError('--city: expected the code of a city, such as nyc.')
  const { catalogue } = loadCities(settings.cities, { only: values.city, data: settings.data }).get(values.city) ?? {}
  const agencies = catalogue?.agencies.map((agency) => agency.code) ?? []
  if (values.agency === undefined || !agencies.includes(values.agency))
    throw new StartError(`--agency: expected one of ${agencies.join(', ')}.`)
  const issuer = await openDevelopmentIssuer(settings.data, settings.production)
  const minted = await issuer.mint({ as: values.as, city: values.city, agency: values.agency }, settings.audience, new Date())
  console.log(values.json ? JSON.stringify(minted) : minted.token)
}
