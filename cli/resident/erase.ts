import { parseArgs } from 'node:util'
import { citySettings } from '../../runtime/city/settings'
import { readCity } from '../../runtime/city/read-city'
import { readSettings, subgraphNames } from '../../runtime/config'
import { asSystem } from '../../runtime/database/as'
import type { Manager } from '../../runtime/database/work'
import { isRefusal, StartError } from '../../runtime/errors'
import { isId, idExpected } from '../../runtime/ids'
import { requireCity } from '../city/open-city'
import { openUpToDate } from '../open-up-to-date'
import { operatorIn } from '../operator'
import { models } from '../subgraphs'
import { eraseResident } from './erase-resident'
import { type Plan, planErasure, type Step, type Wish } from './plan-erasure'

/** `hub resident erase`: everything personal of one resident goes; with `--dry-run` it is told and stays. */
export async function erase(args: readonly string[]): Promise<void> {
  const settings = readSettings(process.env)
  const { wish, dryRun } = readArguments(args, settings.cities)
  const database = await openUpToDate(
    settings,
    subgraphNames.map((name) => models[name]),
    'residents',
  )
  try {
    const { steps, open } = await asSystem(database.source, async (manager) => {
      await manager.query(`set local statement_timeout = '60s'`)
      const plan = await granted(manager, wish)
      const isInTheWay = plan.open.length > 0 && !wish.force
      if (!dryRun && !isInTheWay) await eraseResident(manager, wish, plan, operatorIn(wish.city), new Date())
      return isInTheWay ? { steps: dryRun ? plan.steps : [], open: plan.open } : { steps: plan.steps, open: [] }
    })
    console.log([...open.map(({ id, status }) => `open     referrals ${id}: ${status}`), ...steps.map(tell)].join('\n'))
    if (open.length > 0) throw new StartError(tellOpen(open.length))
  } finally {
    await database.close()
  }
  console.log(
    dryRun
      ? 'Nothing was changed: this is what it would do.'
      : 'The resident is erased. The audit logs keep who looked, which names fields and holds none of their values.',
  )
}

function readArguments(args: readonly string[], root: string): { readonly wish: Wish; readonly dryRun: boolean } {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      city: { type: 'string' },
      reason: { type: 'string' },
      force: { type: 'boolean' },
      'dry-run': { type: 'boolean' },
    },
  })
  const city = requireCity(root, values.city)
  const [residentId = '', ...more] = positionals
  if (!isId(residentId) || more.length > 0) throw new StartError(`hub resident erase: expected one resident, by ${idExpected}.`)
  const { timeZone } = citySettings(readCity(root, city))
  const { force = false, 'dry-run': dryRun = false } = values
  return { wish: { city, timeZone, residentId, reason: reasonIn(values.reason), force }, dryRun }
}

/** It stands in the audit log for as long as there is one. */
function reasonIn(text = ''): string {
  if (!/^(?! )[\p{L}\p{N}\p{P}\p{S} ]{3,200}(?<! )$/u.test(text))
    throw new StartError(
      '--reason: expected why, 3 to 200 characters, such as "Written request, file 4711". It is kept in the audit log: nothing about the person.',
    )
  return text
}

async function granted(manager: Manager, wish: Wish): Promise<Plan> {
  const plan = await planErasure(manager, wish)
  if (!isRefusal(plan)) return plan
  throw new StartError(
    plan.refused === 'NOT_FOUND'
      ? `There is no resident ${wish.residentId} in ${wish.city}.`
      : `--reason: ${plan.message}. It is kept in the audit log.`,
  )
}

function tell({ does, kind, id, fields }: Step): string {
  return `${does.padEnd(8)} ${kind} ${id}${fields.length === 0 ? '' : `: ${fields.join(', ')}`}`
}

function tellOpen(count: number): string {
  const which = count === 1 ? 'A referral is' : `${count} referrals are`
  return `${which} still open: somebody works on the case. End it first, or give --force, which cancels it; the reason is on record.`
}
