/** On which facts a conjunction of steps hangs, read off its decision diagram. */
import { always, never, TooManyNodes, type Truth } from './truth'
import { age, membersComplete, relationship } from './facts-by-number'
import { factsMet, memberOf, numberOf, ofMember, walkFrom, type Fact } from './open-facts'
import { amountsFor, amountsWhereMatters, canHold, lookAround, nothingGiven, sumsIn, type Given } from './shared-sums'
import { truthOf } from './open-rules'
import { add, addAll, areNamed, beginNames, isCounted, namesOf, unnamed } from './names'
import { fails, firstForm, holds, isLooseStep, looseStep, whoIsHead, type OpenRules } from './opening'
import { ageFact } from './sheet'
import { Op } from './tape'

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
  readonly facts: Fact[]
  /** Facts that may matter besides. */
  readonly perhaps: readonly Fact[]
}

const none: readonly Fact[] = []

export function conjunctionOf(open: OpenRules, roots: readonly number[]): Conjunction {
  const { diagrams, hollow } = open
  let yes = always
  let isHollow = false
  for (let index = 0; index < roots.length; index++) {
    const at = roots[index]!
    yes = diagrams.both(yes, truthOf(open, at, -1, holds))
    isHollow ||= hollow[at] === 1
  }
  if (!isHollow) return { yes, no: yes ^ 1 }
  let no = never
  for (let index = 0; index < roots.length; index++) no = diagrams.either(no, truthOf(open, roots[index]!, -1, fails))
  return { yes, no }
}

export function hangOn(open: OpenRules, conjunction: Conjunction): Hanging {
  const { yes, no } = conjunction
  const truths = no === (yes ^ 1) ? [yes] : [yes, no]
  const { facts, isShared, isLoose } = supportOf(open, truths)
  if (isLoose) return { is: undefined, facts: [], perhaps: facts }
  return isShared ? hangOnSums(open, conjunction, truths, facts) : { is: atOnce(conjunction), facts, perhaps: none }
}

/** Where sums share an amount it is tried of each fact whether it matters, unless that shows where amounts are given. */
function hangOnSums(open: OpenRules, conjunction: Conjunction, truths: readonly Truth[], facts: Fact[]): Hanging {
  const { names } = open
  const sums = sumsIn(open, truths)
  if (sums === undefined) return { is: undefined, facts, perhaps: none }
  const isWanted = (fact: Fact) => !areNamed(names, askedBy(open, fact))
  const lookAt = (given: Given) => lookAround(open, truths, sums, given, isWanted, (fact) => name(open, fact))
  beginNames(names)
  lookAt(nothingGiven)
  if (names.count === facts.length) return { is: undefined, facts, perhaps: none }
  const given = told(() => amountsFor(open, conjunction.yes, sums))
  if (given !== undefined) lookAt(given)
  if (names.count === facts.length) return { is: undefined, facts, perhaps: none }
  const seen = namesOf(names)
  const is = seen.length === 0 ? sureOf(open, conjunction) : undefined
  if (is !== undefined) return { is, facts: [], perhaps: none }
  const untold: Fact[] = []
  const { asked, summed } = factsIn(open, truths)
  beginNames(names)
  addAll(names, seen)
  for (const fact of asked) {
    if (!isWanted(fact)) continue
    const tried = told(() => ({ given: whereMatters(open, truths, fact, summed) }))
    if (tried === undefined) untold.push(...askedBy(open, fact))
    if (tried?.given === undefined) continue
    name(open, fact)
    lookAt(tried.given)
  }
  return { is: undefined, facts: namesOf(names), perhaps: unnamed(names, untold) }
}

function whereMatters(open: OpenRules, truths: readonly Truth[], fact: Fact, summed: ReadonlySet<Fact>): Given | undefined {
  for (const truth of truths) {
    const given = amountsWhereMatters(open, truth, fact, summed)
    if (given !== undefined) return given
  }
  return undefined
}

/** What truths ask for, the facts in their sums among it; and these alone. */
function factsIn({ diagrams, forms, variables }: OpenRules, truths: readonly Truth[]) {
  const [asked, summed] = [new Set<Fact>(), new Set<Fact>()]
  const count = diagrams.support(truths, variables)
  for (let index = 0; index < count; index++) {
    const variable = variables[index]!
    if (variable < firstForm) asked.add(variable)
    else for (const fact of forms.amountsOf(variable - firstForm).facts) summed.add(fact)
  }
  for (const fact of summed) asked.add(fact)
  return { asked, summed }
}

/** Undefined where it would take too much. */
function told<Found>(find: () => Found): Found | undefined {
  try {
    return find()
  } catch (error) {
    if (error instanceof TooManyNodes) return undefined
    throw error
  }
}

/** Whether a way is soon seen on which neither fails: one on which each sum may be as it likes. */
export function mayHoldTogether(open: OpenRules, one: Conjunction, other: Conjunction): boolean {
  const { diagrams, variables } = open
  const asked = diagrams.wayTo(one.no ^ 1, other.no ^ 1, variables)
  return asked >= 0 && !areTied(open, asked)
}

/** Of the first variables: whether two of them share an amount. */
function areTied(open: OpenRules, count: number): boolean {
  const { forms, names, variables } = open
  beginNames(names)
  let isNumber = false
  for (let index = 0; index < count; index++) {
    const variable = variables[index]!
    if (variable < firstForm || variable === variables[index - 1]) continue
    const { facts, types } = forms.amountsOf(variable - firstForm)
    for (let part = 0; part < facts.length; part++) {
      if (isLooseStep(facts[part]!)) continue
      if (isCounted(names, facts[part]!, types[part]!)) return true
      isNumber ||= types[part] === 0
    }
  }
  return isNumber && isInSum(open, count)
}

/** How a conjunction comes out, where that is in one way alone; undefined too where it would take too much to tell. */
export function sureOf(open: OpenRules, conjunction: Conjunction): Sure | undefined {
  const is = atOnce(conjunction)
  if (is !== undefined) return is
  const { yes, no } = conjunction
  const sums = sumsIn(open, [yes, no])
  if (sums === undefined) return undefined
  return told(() => {
    const may = (truth: Truth) => canHold(open, truth, sums)
    if (!may(no ^ 1)) return 'NO'
    if (!may(yes ^ 1)) return 'YES'
    return no === (yes ^ 1) || may(yes) || may(no) ? undefined : 'OPEN'
  })
}

/** The same, where that is seen from the diagrams alone. */
function atOnce({ yes, no }: Conjunction): Sure | undefined {
  if (yes === always) return 'YES'
  if (no === always) return 'NO'
  return yes === never && no === never ? 'OPEN' : undefined
}

/** Whether two conjunctions come out differently for the same facts; undefined where that cannot be told. */
export function areDifferent(open: OpenRules, one: Conjunction, other: Conjunction): boolean | undefined {
  const { diagrams } = open
  const apart = (first: Truth, second: Truth) =>
    diagrams.either(diagrams.both(first, second ^ 1), diagrams.both(first ^ 1, second))
  const truth = diagrams.either(apart(one.yes, other.yes), apart(one.no, other.no))
  if (truth === never) return false
  const { isShared, isLoose } = supportOf(open, [truth])
  const may = isShared ? told(() => canHold(open, truth)) : true
  return may === false ? false : isLoose ? undefined : may
}

interface Support {
  readonly facts: Fact[]
  /** Two sums that share something are asked for one after the other. */
  readonly isShared: boolean
  /** It hangs on what some step says, and what that hangs on is only known to be among the facts. */
  readonly isLoose: boolean
}

function supportOf(open: OpenRules, truths: readonly Truth[]): Support {
  const { diagrams, forms, variables, names } = open
  beginNames(names)
  const count = diagrams.support(truths, variables)
  let [isShared, isLoose, isNumber] = [false, false, false]
  for (let index = 0; index < count; index++) {
    const variable = variables[index]!
    if (variable < firstForm) {
      name(open, variable)
      continue
    }
    const { facts, types } = forms.amountsOf(variable - firstForm)
    for (let part = 0; part < facts.length; part++) {
      const fact = facts[part]!
      if (isLooseStep(fact)) {
        isLoose = true
        nameSeen(open, fact)
        continue
      }
      isShared ||= isCounted(names, fact, types[part]!)
      isNumber ||= types[part] === 0
      name(open, fact)
    }
  }
  // A number may be asked for by itself and in a sum.
  isShared = (isShared && isAskedTogether(open, truths)) || (isNumber && isInSum(open, count))
  return { facts: namesOf(names), isShared, isLoose }
}

/** Whether somewhere a sum is asked for after another with which it shares an amount. */
function isAskedTogether(open: OpenRules, truths: readonly Truth[]): boolean {
  const { diagrams } = open
  return truths.some((truth) => diagrams.isAskedAfter(truth, firstForm, (before, after) => shareAny(open, before, after)))
}

/** Of the first variables: whether one is a number that was counted in a sum. */
function isInSum({ variables, names }: OpenRules, count: number): boolean {
  for (let index = 0; index < count; index++)
    if (variables[index]! < firstForm && names.countedIn[variables[index]!] === names.round) return true
  return false
}

/** Whether two sums share an amount. */
function shareAny({ forms }: OpenRules, one: number, other: number): boolean {
  const [first, second] = [forms.amountsOf(one - firstForm), forms.amountsOf(other - firstForm)]
  for (let index = 0; index < first.facts.length; index++) {
    const place = second.facts.indexOf(first.facts[index]!)
    if (place >= 0 && (first.types[index] === 0 || (first.types[index]! & second.types[place]!) !== 0)) return true
  }
  return false
}

/** Names what asks for it. */
function name(open: OpenRules, variable: number): void {
  if (variable === whoIsHead) addAll(open.names, askedBy(open, variable))
  else add(open.names, factOf(open, variable))
}

/** The facts that ask for it: who the head is, each asks who may be. */
function askedBy(open: OpenRules, variable: number): readonly Fact[] {
  if (variable !== whoIsHead) return [factOf(open, variable)]
  return open.heads.map((head) => factOf(open, ofMember(relationship, head)))
}

/** What is not known of members who are not listed is who they are. */
function factOf({ desk, listed }: OpenRules, variable: number): Fact {
  const member = memberOf(variable)
  if (member >= listed) return membersComplete
  return member >= 0 && numberOf(variable) === age ? ofMember(ageFact(desk.sheet, member), member) : variable
}

/** What Kleene logic names of a step that nothing is said of; of one that asks about members, what it says of those who are not listed. */
function nameSeen({ walk, names, desk }: OpenRules, stands: number): void {
  const { at, member } = looseStep(stands)
  const { op, a } = desk.tape
  if (op[at] === Op.ANY_MEMBER || op[at] === Op.EVERY_MEMBER || op[at] === Op.HEAD) {
    add(names, membersComplete)
    walkFrom(walk, [a[at]!], desk.sheet.further)
  } else walkFrom(walk, [at], member < 0 ? -1 : 1 << member)
  for (const fact of factsMet(walk)) add(names, fact)
}
