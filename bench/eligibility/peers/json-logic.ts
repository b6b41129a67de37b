/** The ten programs as json-logic, compiled to functions by json-logic-engine. */
import type { HouseholdFacts } from '../../../runtime/facts'
import type { PeerEngines } from './install'
import { prepare } from './prepared'
import { prepareByLogic } from './prepared-by-logic'
import { ten, type Limits, type Ten } from './ten'

export type Verdicts = readonly boolean[]

const read = (name: string) => ({ var: name })
const some = (test: unknown) => ({ some: [read('members'), test] })
const within = (what: string, limit: unknown) => ({ '<=': [read(what), limit] })
const either = (...tests: readonly unknown[]) => ({ or: tests })
const both = (...tests: readonly unknown[]) => ({ and: tests })
const isOneOf = (name: string, values: readonly string[]) => ({ in: [read(name), values] })

const wicPerson = either(read('pregnant'), read('breastfeeding'), read('postpartum'), { '<': [read('age'), 5] })
const someoneIsQualified = some(read('citizenOrQualified'))

function rulesFor(limits: Limits): Readonly<Record<Ten, unknown>> {
  return {
    'fair-fares': both(
      isOneOf('county', ['36005', '36047', '36061', '36081', '36085']),
      some(both({ '>=': [read('age'), 18] }, { '<=': [read('age'), 64] }, { '!': read('hasOtherFareDiscount') })),
      within('income', read('fairFaresLimit')),
    ),
    'section-8': both(
      { '>=': [read('headAge'), 18] },
      within('income', read('section8Limit')),
      within('assets', limits.section8Assets),
      someoneIsQualified,
    ),
    scrie: both(
      { '===': [read('tenure'), 'RENTER'] },
      isOneOf('rentalType', ['RENT_REGULATED', 'RENT_REGULATED_HOTEL', 'MITCHELL_LAMA', 'HDFC', 'SECTION_213']),
      { '>=': [read('headAge'), 62] },
      read('headOnLease'),
      within('incomeWithoutGifts', limits.scrie),
      { '>': [read('yearlyRent'), read('thirdOfIncome')] },
    ),
    heap: both(
      either(
        read('receivesSnap'),
        some(read('receivesCashAssistance')),
        both({ '===': [read('size'), 1] }, read('headReceivesSsi')),
        within('income', read('heapLimit')),
      ),
      someoneIsQualified,
    ),
    snap: both(
      either(
        { all: [read('members'), either(read('receivesSsi'), read('receivesCashAssistance'))] },
        within('income', read('snapLimit130')),
        both({ '>': [read('earned'), 0] }, within('income', read('snapLimit150'))),
        both(
          either({ '>': [read('careCost'), 0] }, some(either({ '>=': [read('age'), 60] }, read('disabled'), read('blind')))),
          within('income', read('snapLimit200')),
        ),
      ),
      someoneIsQualified,
    ),
    wic: both(
      some(wicPerson),
      either(
        read('receivesSnap'),
        some(read('receivesCashAssistance')),
        some(both(wicPerson, read('hasMedicaid'))),
        within('income', read('wicLimit')),
      ),
    ),
    'head-start': both(
      some({ '<=': [read('age'), 5] }),
      either(
        isOneOf('tenure', ['SHELTER', 'UNSHELTERED']),
        read('receivesSnap'),
        some(read('receivesCashAssistance')),
        some(read('receivesSsi')),
        some(both({ '<=': [read('age'), 5] }, { '===': [read('relationship'), 'FOSTER_CHILD'] })),
        within('income', read('headStartLimit')),
      ),
    ),
    idnyc: some({ '>=': [read('age'), 10] }),
    'commodity-supplemental-food': both(some({ '>=': [read('age'), 60] }), within('income', read('csfpLimit'))),
    'housing-connect': both(
      some({ '>=': [read('age'), 18] }),
      within('income', read('housingConnectLimit')),
      within('assets', limits.housingConnectAssets),
    ),
  }
}

/** In the order of the ten; the sums that the rules stand on in json-logic too, or by hand. */
export function openJsonLogic(
  { jsonLogic }: PeerEngines,
  asOf: string,
  limits: Limits,
  sums: 'by logic' | 'by hand',
): (household: HouseholdFacts) => Verdicts {
  const engine = new jsonLogic.LogicEngine()
  const rules = rulesFor(limits)
  const byLogic = prepareByLogic(engine, asOf, limits)
  const prepared = sums === 'by logic' ? byLogic : (household: HouseholdFacts) => prepare(household, asOf, limits)
  const compiled = ten.map((program) => engine.build(rules[program]))
  return (household) => {
    const facts = prepared(household)
    return compiled.map((rule) => Boolean(rule(facts)))
  }
}
