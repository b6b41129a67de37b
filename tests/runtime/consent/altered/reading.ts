import type { Ground } from '../../../../runtime/consent/grounds'
import { theRules, type Rules } from '../oracle'

type Sentences = typeof theRules.sentences
type Asked<Of extends Ground> = Parameters<Rules['sentences'][Of][string]>[0]

/** The rules with one sentence that reads otherwise. */
export function reading<Of extends Ground>(
  ground: Of,
  sentence: keyof Sentences[Of] & string,
  isTrue: (asked: Asked<Of>) => boolean,
): Rules {
  return { ...theRules, sentences: { ...theRules.sentences, [ground]: { ...theRules.sentences[ground], [sentence]: isTrue } } }
}

/** The rules with one sentence more. */
export function asking<Of extends Ground>(ground: Of, isTrue: (asked: Asked<Of>) => boolean): Rules {
  return { ...theRules, sentences: { ...theRules.sentences, [ground]: { ...theRules.sentences[ground], more: isTrue } } }
}
