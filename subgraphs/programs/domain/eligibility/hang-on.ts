/** On which facts a conjunction of steps hangs, read off its decision diagram. */
import { always, never, type Truth } from './diagram'
import { age, membersComplete, relationship } from './facts-by-number'
import { begin, factsMet, meet, memberOf, numberOf, ofMember, type Fact } from './open-facts'
import { truthOf } from './open-rules'
import { fails, firstForm, holds, looseStep, whoIsHead, type OpenRules } from './opening'
import { ageFact } from './sheet'
import { withExtremes, withTurns } from './some-amounts'

/** How something comes out whatever is not known. OPEN is for ever: it hangs on what has no source. */
export type Sure = 'YES' | 'NO' | 'OPEN'

/** Where a conjunction surely holds, and where it surely does not: for want of a source it may be neither. */
export interface Conjunction {
  readonly yes: Truth
  readonly no: Truth
}

/** As far as nobody, one, or a crowd of one kind is there besides those listed. */
export interface Hanging {
  /** Undefined where it comes out in more than one way, or where that cannot be told. */
  readonly is: Sure | undefined
  /** Facts that matter, each once. */
  readonly facts: readonly Fact[]
  /** Facts that may matter besides. */
  readonly perhaps: readonly Fact[]
}

const none: readonly Fact[] = []

export function conjunctionOf(open: OpenRules, roots: readonly number[]): Conjunction {
  const { diagrams } = open
  let [yes, no]: [Truth, Truth] = [always, never]
  for (const at of roots) {
    yes = diagrams.both(yes, truthOf(open, at, -1, holds))
    no = diagrams.either(no, truthOf(open, at, -1, fails))
  }
  return { yes, no }
}

export function hangOn(open: OpenRules, { yes, no }: Conjunction): Hanging {
  const truths = no === (yes ^ 1) ? [yes] : [yes, no]
  const { facts, isShared, isLoose } = supportOf(open, truths)
  if (isLoose) return { is: undefined, facts: none, perhaps: facts }
  if (!isShared) return { is: sureOf(yes, no), facts, perhaps: none }
  // Sums that share an amount do not come out each for itself. What matters where each amount is one of a few does matter.
  const sure = (put: (open: OpenRules, truth: Truth) => Truth) =>
    supportOf(
      open,
      truths.map((truth) => put(open, truth)),
    ).facts
  const few = sure(withExtremes)
  const found = few.length === facts.length ? few : sure(withTurns)
  return { is: undefined, facts: found, perhaps: facts.filter((fact) => !found.includes(fact)) }
}

function sureOf(yes: Truth, no: Truth): Sure | undefined {
  if (yes === always) return 'YES'
  if (no === always) return 'NO'
  return yes === never && no === never ? 'OPEN' : undefined
}

/** Whether two conjunctions come out differently for the same facts; undefined where that cannot be told. */
export function areDifferent(open: OpenRules, one: Conjunction, other: Conjunction): boolean | undefined {
  const { diagrams } = open
  const apart = (first: Truth, second: Truth) => diagrams.either(diagrams.both(first, second ^ 1), diagrams.both(first ^ 1, second))
  const truth = diagrams.either(apart(one.yes, other.yes), apart(one.no, other.no))
  if (truth === never) return false
  const { isShared, isLoose } = supportOf(open, [truth])
  if (isLoose) return undefined
  return !isShared || withExtremes(open, truth) !== never || withTurns(open, truth) !== never ? true : undefined
}

interface Support {
  readonly facts: readonly Fact[]
  /** Two sums that share something are asked for one after the other. */
  readonly isShared: boolean
  /** It hangs on what some step says, and what that hangs on is only known to be among the facts. */
  readonly isLoose: boolean
}

function supportOf(open: OpenRules, truths: readonly Truth[]): Support {
  const { diagrams, forms, walk } = open
  const facts: Fact[] = []
  /** Of each fact in a sum, the types that were met; all where it is a number. */
  const sums = new Map<Fact, number>()
  let [isShared, isLoose] = [false, false]
  const found = (variable: number): void => {
    if (variable < firstForm) return nameInto(facts, open, variable)
    for (const { fact, types } of forms.termsOf(variable - firstForm)) {
      const step = looseStep(fact)
      if (step !== undefined) {
        isLoose = true
        begin(walk)
        meet(walk, step.at, step.member < 0 ? -1 : 1 << step.member)
        for (const one of factsMet(walk)) add(facts, one)
        continue
      }
      const [met, now] = [sums.get(fact) ?? 0, types === 0 ? -1 : types]
      if ((met & now) !== 0) isShared = true
      sums.set(fact, met | now)
      nameInto(facts, open, fact)
    }
  }
  diagrams.begin()
  for (const truth of truths) diagrams.support(truth, found)
  if (isShared) isShared = truths.some((truth) => diagrams.isAskedAfter(truth, firstForm, (before, after) => shareAny(open, before, after)))
  // A number may be asked for by itself and in a sum.
  for (const [fact, types] of sums) if (types === -1 && diagrams.isMet(fact)) isShared = true
  return { facts, isShared, isLoose }
}

/** Whether two sums share an amount. */
function shareAny({ forms }: OpenRules, one: number, other: number): boolean {
  return forms
    .termsOf(one - firstForm)
    .some(({ fact, types }) =>
      forms.termsOf(other - firstForm).some((term) => term.fact === fact && (types === 0 || (term.types & types) !== 0)),
    )
}

/** Adds what asks for it. What is not known of members who are not listed is who they are. */
function nameInto(facts: Fact[], { desk, heads, listed }: OpenRules, variable: number): void {
  if (variable === whoIsHead) for (const head of heads) add(facts, head < listed ? ofMember(relationship, head) : membersComplete)
  else if (memberOf(variable) >= listed) add(facts, membersComplete)
  else if (memberOf(variable) >= 0 && numberOf(variable) === age)
    add(facts, ofMember(ageFact(desk.sheet, memberOf(variable)), memberOf(variable)))
  else add(facts, variable)
}

function add(facts: Fact[], fact: Fact): void {
  if (!facts.includes(fact)) facts.push(fact)
}
