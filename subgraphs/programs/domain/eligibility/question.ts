import { householdFacts, memberFacts, type LocalText } from '../../../../runtime/facts'

const catalogue: Readonly<Record<string, { readonly question: LocalText }>> = { ...householdFacts, ...memberFacts }

/** How to ask for a fact at the door. */
export function questionFor(fact: string): LocalText {
  return catalogue[fact]?.question ?? { en: fact }
}
