import { sensitiveTopics } from '../../../../runtime/consent/grounds'
import { theRules, type Rules } from '../oracle'

const named = (accounts: Parameters<Rules['topics']>[0]) =>
  sensitiveTopics.filter((topic) => accounts.some(({ names }) => names.includes(topic)))

export const topics: Readonly<Record<string, Rules['topics']>> = {
  'a resident reads no sensitive topic': (valid) => named(valid),
  'everybody with a ground reads every sensitive topic': () => sensitiveTopics,
  'a steward reads every sensitive topic': (valid, first) =>
    ['OWN', 'STEWARDSHIP'].includes(first) ? sensitiveTopics : named(valid),
  'an emergency shows every sensitive topic': (valid, first) =>
    ['OWN', 'BREAK_GLASS'].includes(first) ? sensitiveTopics : named(valid),
  'a consent shows every sensitive topic': (valid, first) =>
    ['OWN', 'CONSENT'].includes(first) ? sensitiveTopics : named(valid),
  'a steward reads no sensitive topic': (valid, first) =>
    first === 'OWN' ? sensitiveTopics : named(valid.filter(() => first === 'CONSENT')),
  'only the first consent that covers names topics': (valid, first) =>
    first === 'OWN' ? sensitiveTopics : named(valid.filter(({ ground }) => ground === 'CONSENT').slice(0, 1)),
  'only the last consent that covers names topics': (valid, first) =>
    first === 'OWN' ? sensitiveTopics : named(valid.filter(({ ground }) => ground === 'CONSENT').slice(-1)),
  'a topic must be named by every consent that covers': (valid, first) =>
    first === 'OWN'
      ? sensitiveTopics
      : named(valid).filter((topic) => valid.every(({ ground, names }) => ground !== 'CONSENT' || names.includes(topic))),
  'a consent that does not cover names topics too': (_, first, all) => (first === 'OWN' ? sensitiveTopics : named(all)),
  ...Object.fromEntries(
    Object.keys(theRules.sentences.CONSENT)
      .filter((sentence) => sentence !== 'no resident calls')
      .map((sentence): [string, Rules['topics']] => [
        `a consent names topics also where it is not true that ${sentence}`,
        (_, first, all) =>
          first === 'OWN' ? sensitiveTopics : named(all.filter(({ against }) => against.every((reason) => reason === sentence))),
      ]),
  ),
}
