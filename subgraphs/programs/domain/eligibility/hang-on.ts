/** On which facts a conjunction of steps hangs, read off its decision diagram. */
import { always, never, type Truth } from './diagram'
import { age, membersComplete, relationship } from './facts-by-number'
import { factsMet, memberOf, numberOf, ofMember, walkFrom, type Fact } from './open-facts'
import { truthOf } from './open-rules'
import { add, beginNames, isCounted, isNamed, namesOf, unnamed } from './names'
import { fails, firstForm, holds, isLooseStep, looseStep, whoIsHead, type OpenRules } from './opening'
import { ageFact } from './sheet'
import { Op } from './tape'
import { amountsIn, atAmounts, beyond, someOf, type Some } from './some-amounts'

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

/** So often amounts are given that are not known, before it is left open whether a fact matters. */
const mostLooks = 300

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
  if (!isShared) return { is: sureOf(conjunction), facts, perhaps: none }
  const found = sureIn(open, truths, facts.length)
  return { is: undefined, facts: found, perhaps: unnamed(open.names, facts) }
}

/** A look for facts that matter for certain, by giving amounts: those found so far are named. */
interface Look {
  readonly open: OpenRules
  readonly truths: readonly Truth[]
  /** For each amount what is beyond all limits. */
  readonly extremes: Amounts
  /** So many facts may matter at most. */
  readonly most: number
  looks: number
}

/** Amounts that may be given, and of each what to give. */
type Amounts = ReadonlyMap<Fact, readonly Some[]>

const nothingGiven: readonly Some[] = []

/**
 * Facts that matter for certain, `most` of them at most: where amounts are given, what is left hangs on them; and an amount matters where
 * something else is left once it is another. Of each amount it is looked first at what is beyond all limits, for that is mostly enough.
 */
function sureIn(open: OpenRules, truths: readonly Truth[], most: number): Fact[] {
  const { diagrams, names, variables } = open
  const look: Look = { open, truths, extremes: extremesIn(open, diagrams.support(truths, variables)), most, looks: 0 }
  beginNames(names)
  lookBeside(look, nothingGiven, look.extremes)
  if (isDone(look)) return namesOf(names)
  const turning = turningAt(look, nothingGiven)
  lookBeside(look, nothingGiven, turning)
  for (const amounts of turning.values())
    for (const one of amounts) {
      if (isDone(look)) return namesOf(names)
      lookBeside(look, [one], turningAt(look, [one]))
    }
  return namesOf(names)
}

function isDone({ open, most, looks }: Look): boolean {
  return open.names.count === most || looks > mostLooks
}

function turningAt({ open, truths }: Look, given: readonly Some[]): Amounts {
  const turning = new Map<Fact, readonly Some[]>()
  for (const [fact, asked] of amountsIn(open, truths, given)) turning.set(fact, someOf(fact, asked))
  return turning
}

/** Looks at what is left where one more amount is given beside those given, and names what shows. */
function lookBeside(look: Look, given: readonly Some[], amounts: Amounts): void {
  const { open, most } = look
  const before = leftAt(look, given)
  for (const [fact, others] of amounts) {
    if (given.length > 0 && given[0]!.fact === fact) continue
    for (const other of others) {
      // What an amount is known to matter for is looked at no further, unless it may show what else does.
      if (isDone(look) || (isAmountNamed(open, fact) && open.names.count === most - missing(open, amounts))) break
      const left = leftAt(look, [...given, other])
      if (left.some((truth, index) => truth !== before[index])) name(open, fact)
    }
  }
}

/** What is left of the truths where the amounts are given; what it hangs on is named. */
function leftAt(look: Look, given: readonly Some[]): readonly Truth[] {
  const { open, truths, extremes } = look
  const { diagrams, variables } = open
  look.looks++
  const left = truths.map((truth) => atAmounts(open, truth, extremes, given))
  const count = diagrams.support(left, variables)
  for (let index = 0; index < count; index++) name(open, variables[index]!)
  return left
}

/** How many of the amounts are not named. */
function missing(open: OpenRules, amounts: Amounts): number {
  let count = 0
  for (const fact of amounts.keys()) if (!isAmountNamed(open, fact)) count++
  return count
}

/** Of the first variables: for each amount in their sums one that is beyond all limits, of the type that most rules count. */
function extremesIn({ variables, forms, together }: OpenRules, count: number): Amounts {
  const extremes = new Map<Fact, readonly Some[]>()
  for (let index = 0; index < count; index++) {
    if (variables[index]! < firstForm) continue
    const { facts, types } = forms.amountsOf(variables[index]! - firstForm)
    facts.forEach((fact, part) => {
      const counted = types[part]!
      const common = counted & together(numberOf(fact))[0]!
      const type = counted === 0 ? -1 : 31 - Math.clz32(common === 0 ? counted : common)
      if (!extremes.has(fact)) extremes.set(fact, [{ fact, amount: beyond, type }])
    })
  }
  return extremes
}

/** How a conjunction comes out, where that is in one way alone. */
export function sureOf({ yes, no }: Conjunction): Sure | undefined {
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
  if (isLoose) return undefined
  if (!isShared) return true
  const amounts = amountsIn(open, [truth], [])
  const isSomewhere = (given: readonly Some[]) => atAmounts(open, truth, amounts, given) !== never
  const all = [...amounts].flatMap(([fact, asked]) => someOf(fact, asked))
  return isSomewhere([]) || all.some((one) => isSomewhere([one])) ? true : undefined
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

/** Names what asks for it. What is not known of members who are not listed is who they are. */
function name({ desk, heads, listed, names }: OpenRules, variable: number): void {
  if (variable === whoIsHead) for (const head of heads) add(names, head < listed ? ofMember(relationship, head) : membersComplete)
  else if (memberOf(variable) >= listed) add(names, membersComplete)
  else if (memberOf(variable) >= 0 && numberOf(variable) === age)
    add(names, ofMember(ageFact(desk.sheet, memberOf(variable)), memberOf(variable)))
  else add(names, variable)
}

function isAmountNamed({ names, listed }: OpenRules, amount: Fact): boolean {
  return isNamed(names, memberOf(amount) >= listed ? membersComplete : amount)
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
