/** The rules of the oracle, each dropped, loosened or tightened by a little: what a decision might get wrong. */
import { theRules, type Rules } from '../oracle'
import { breakGlass } from './break-glass'
import { consent } from './consent'
import { own } from './own'
import { asking } from './reading'
import { stewardship } from './stewardship'
import { topics } from './topics'

const dropped: readonly (readonly [string, Rules])[] = theRules.order.flatMap((ground) => {
  const { sentences } = theRules
  return Object.keys(sentences[ground]).map((sentence): readonly [string, Rules] => [
    `${ground} without "${sentence}"`,
    { ...theRules, sentences: { ...sentences, [ground]: { ...sentences[ground], [sentence]: () => true } } },
  ])
})

const without: readonly (readonly [string, Rules])[] = theRules.order.map((ground) => [
  `${ground} is no ground`,
  asking(ground, () => false),
])

/** Where a resident calls there is one ground at most, so only the others can be in another order. */
const swapped: readonly (readonly [string, Rules])[] = [
  ['consent goes before stewardship', { ...theRules, order: ['OWN', 'CONSENT', 'STEWARDSHIP', 'BREAK_GLASS'] }],
  ['an emergency goes before consent', { ...theRules, order: ['OWN', 'STEWARDSHIP', 'BREAK_GLASS', 'CONSENT'] }],
  ['an emergency goes before all else', { ...theRules, order: ['BREAK_GLASS', 'OWN', 'STEWARDSHIP', 'CONSENT'] }],
]

/** What is altered, in words, and the rules as they then are. */
export const altered: readonly (readonly [string, Rules])[] = [
  ...dropped,
  ...without,
  ...swapped,
  ...Object.entries({ ...own, ...stewardship, ...consent, ...breakGlass }),
  ...Object.entries(topics).map(([words, read]): readonly [string, Rules] => [words, { ...theRules, topics: read }]),
]
