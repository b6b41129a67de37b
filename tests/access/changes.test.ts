/** What a mutation answers: whoever may change something reads in its answer no more than a query would tell them. */
import { getNamedType } from 'graphql'
import { everythingOf, print } from './asked'
import { type Standing, standings } from './callers'
import { argumentsFor, entities, lastOf, schema, walked } from './gateway-paths'
import { judgeReply } from './judge-reply'
import { plant, type Planted } from './planted'
import { rightInputs } from './right-inputs'
import { openWalls, type Walls } from './walls'

let walls: Walls
let planted: Planted
beforeAll(async () => {
  walls = await openWalls()
  planted = await plant(walls)
})
afterAll(() => walls.close())

/** Not an emergency, which opens the data to the one who declares it, nor a consent, which is taken by the steward alone. */
const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {}).filter(
  (name) => !['breakGlass', 'recordConsent'].includes(name),
)

/** What is over cannot be changed any more, by whomever; what is another agency's cannot be found. */
const over: Readonly<Record<string, string>> = {
  revokeConsent: 'id: this consent has been revoked already',
  closeFollowUp: 'id: this follow-up is DONE already',
  // A referral is its two agencies' alone, and so is a notice its agency's.
  advanceReferral: 'id: no referral with this id in your city',
  acknowledgeNotices: 'ids: no notice for your agency with this id in your city',
}

/** Everything that a type holds, and everything of the resident it is about. */
function everything(type: string): string {
  const args = argumentsFor(planted)
  const own = lastOf(type, args)
  const resident = own.some(({ field }) => field === 'resident')
    ? `about: resident { ${lastOf('Resident', args).map(print).join(' ')} }`
    : ''
  return `id ${own.map(print).join(' ')} ${resident}`
}

describe.each(mutations)('%s', (name) => {
  it('answers an agency without a ground with nothing of the resident', async () => {
    const one = standings(planted.ids.Resident).find(
      ({ name: called }) => called === 'supervisor of inlivian (stranger)',
    ) as Standing
    const [asked] = everythingOf(schema, 'Mutation', rightInputs(planted), walked).filter(({ field }) => field === name)
    const type = String(getNamedType(schema.getMutationType()?.getFields()[name]?.type))
    const query = `mutation { ${name}${asked?.args} { ${everything(type)} } }`
    const reply = await walls.ask(one.caller, { query })
    expect(reply.errors.filter(({ path }) => path?.join() === name).map(({ message }) => message)).toEqual(
      over[name] === undefined ? [] : [over[name]],
    )
    expect(judgeReply(reply, [], { one, planted, entities }).faults).toEqual([])
  })
})
