/**
 * What is still open of the rules, for the household on the desk, as decision diagrams: what is known is left out, and what a diagram asks
 * for is what the rule hangs on. Its variables are facts by their numbers (an age by the number of the age), who the head is, and sums of
 * amounts. Of members who are not listed one thing is supposed at a time: that there are none, that there is a crowd all of one kind, or
 * one alone where that may be the head.
 */
import type { Desk } from './desk'
import { openDiagrams, type Diagrams } from './diagram'
import {
  expenses,
  headCode,
  householdByNumber,
  incomes,
  incomesComplete,
  memberByNumber,
  membersComplete,
  otherCode,
  relationship,
} from './facts-by-number'
import { openForms } from './forms'
import { countingSteps, hollowSteps, ownSteps } from './step-kinds'
import { compared } from './open-comparisons'
import { openNames } from './names'
import { asksWhoElse, ofMember, openWalk, walkFrom } from './open-facts'
import {
  chosen,
  fails,
  firstForm,
  holds,
  loose,
  mostSums,
  waysFor,
  whoIsHead,
  type Codes,
  type OpenRules,
  type Side,
} from './opening'
import { possibleHeads } from './heads'
import { Op, type Tape } from './tape'
import { always, never, type Truth } from './truth'

/** Past these what was worked out for earlier households is forgotten. */
const mostForms = 1 << 15
const mostNodes = 1 << 14

const variables = firstForm + mostSums

/** Where truths are kept: of one day's rules, or of several that are asked one after the other. */
export function openTruths(): Diagrams {
  return openDiagrams(variables)
}

/** For the households on a desk. Truths can be compared with those of `like`, where it has the same diagrams. */
export function openRules(desk: Desk, diagrams: Diagrams, like?: OpenRules, isLoose = false): OpenRules {
  const { tape } = desk
  const together = like?.together ?? typesTogether(tape)
  const places = tape.length * 33 * 2
  return {
    desk,
    walk: openWalk(desk),
    diagrams,
    ways: like?.ways ?? diagrams.quantities.reserve(waysFor(tape.length)),
    variables: like?.variables ?? new Int32Array(variables),
    names: like?.names ?? openNames(firstForm),
    forms: like?.forms ?? openForms(together),
    hollow: like?.hollow ?? hollowSteps(tape),
    own: like?.own ?? ownSteps(tape),
    countsMembers: like?.countsMembers ?? countingSteps(tape),
    codes: like?.codes ?? Array.from({ length: tape.length }, (_, at) => codesOf(tape, at)),
    together,
    truths: new Int32Array(places),
    workedOutIn: new Int32Array(places),
    kept: new Int32Array(places),
    keptIn: new Int32Array(places),
    quantities: new Int32Array(tape.length * 33 * 3),
    quantitiesIn: new Int32Array(tape.length * 33 * 3),
    round: 0,
    isLoose,
    listed: 0,
    heads: [],
    someone: never,
    isAlone: never,
  }
}

function codesOf({ op, a, detail, texts }: Tape, at: number): Codes | undefined {
  if (op[at] !== Op.HOUSEHOLD_IS && op[at] !== Op.MEMBER_IS) return undefined
  const fact = (op[at] === Op.MEMBER_IS ? memberByNumber : householdByNumber)[a[at]!]!
  const isRelationship = op[at] === Op.MEMBER_IS && a[at] === relationship
  const passes = Array.from(detail[at]!.codes!, (pass) => pass === 1)
  const known = fact.kind === 'BOOLEAN' ? 2 : fact.kind === 'CODE' ? fact.codes.size : Math.max(otherCode, ...texts.values()) + 1
  const order = Array.from({ length: known }, (_, code) => code).filter((code) => !isRelationship || code !== headCode)
  const turns = order.filter((code, index) => index > 0 && passes[code] !== passes[order[index - 1]!]).reverse()
  return { passing: { turns, last: passes[order.at(-1)!]! }, headPasses: isRelationship && passes[headCode]! }
}

/** For each list of amounts, the types that the same steps count, as masks, those that most steps count first. */
function typesTogether({ op, a, b, length }: Tape): (list: number) => readonly number[] {
  const ofList = (list: number) => {
    const together = new Map<string, { readonly counts: number; readonly types: number }>()
    const masks = Array.from({ length }, (_, at) => (op[at] === Op.AMOUNTS && a[at] === list ? b[at]! : 0)).filter(Boolean)
    for (let type = 0; type < 32; type++) {
      const counted = masks.map((mask) => (mask >>> type) & 1)
      const counts = counted.reduce((sum, one) => sum + one, 0)
      const { types } = together.get(counted.join()) ?? { types: 0 }
      together.set(counted.join(), { counts, types: types | (1 << type) })
    }
    return [...together.values()].sort((one, other) => other.counts - one.counts).map(({ types }) => types)
  }
  const [earned, spent] = [ofList(incomes), ofList(expenses)]
  return (list) => (list === incomes || list === incomesComplete ? earned : spent)
}

/** Whether one household alone made so much that it is better worked out anew for the next program. */
export function isMuch({ diagrams }: OpenRules): boolean {
  return diagrams.size() > 4 * mostNodes
}

/** What earlier households left is forgotten once it is much. Truths from before mean nothing then. */
export function forgetMuch({ diagrams, forms }: OpenRules): void {
  const isFull = forms.size() > mostForms
  if (isFull) forms.clear()
  if (isFull || diagrams.size() > mostNodes) diagrams.clear()
}

/**
 * Another household is on the desk, and the steps that will be asked about were taken. While somebody may not be listed, somebody is there:
 * one alone, who may be the head, where that is said or nobody else can be it, else a crowd all of one kind.
 */
export function beginRules(open: OpenRules, listed: number, isOne = false): void {
  const { diagrams, desk, heads } = open
  open.round++
  open.listed = listed
  const { sheet } = desk
  const possible = possibleHeads(sheet)
  diagrams.allow(mostNodes)
  heads.length = 0
  for (let member = 0; member < sheet.span; member++) if ((possible >>> member) & 1) heads.push(member)
  const isHeadUnlisted = sheet.further !== 0 && possible === sheet.further
  if (sheet.further === 0) {
    open.someone = never
    open.isAlone = never
  } else if (open.isLoose) {
    open.someone = isHeadUnlisted ? always : diagrams.isAtLeast(membersComplete, 1)
    open.isAlone = (possible & sheet.further) === 0 ? never : isHeadUnlisted ? always : diagrams.isAtLeast(membersComplete, 2)
  } else {
    open.someone = always
    open.isAlone = isHeadUnlisted || isOne ? always : never
  }
}

/** Whether a step holds, of a member or with -1 of the household. */
export function truthOf(open: OpenRules, at: number, member: number, side: Side): Truth {
  const { desk, hollow, truths, workedOutIn, round } = open
  const own = desk.tape.ofMember[at] === 1 ? member : -1
  const bit = own < 0 ? 1 : 1 << own
  if ((desk.yes[at]! & bit) !== 0) return side === holds ? always : never
  if ((desk.no[at]! & bit) !== 0) return side === holds ? never : always
  if (side === fails && hollow[at] === 0) return truthOf(open, at, own, holds) ^ 1
  const place = ((own + 1) * 2 + side) * desk.tape.length + at
  if (workedOutIn[place] === round) return truths[place]!
  const truth = own >= open.listed && open.own[at] === 1 ? ofAnybody(open, at, own, side) : workOut(open, at, own, side)
  truths[place] = truth
  workedOutIn[place] = round
  return truth
}

/** Of a member of whom nothing is known a step says the same in every household. */
function ofAnybody(open: OpenRules, at: number, member: number, side: Side): Truth {
  const { kept, keptIn, diagrams } = open
  const place = ((member + 1) * 2 + side) * open.desk.tape.length + at
  if (keptIn[place] !== diagrams.age()) {
    kept[place] = workOut(open, at, member, side)
    keptIn[place] = diagrams.age()
  }
  return kept[place]!
}

function workOut(open: OpenRules, at: number, member: number, side: Side): Truth {
  const { diagrams, desk } = open
  const { tape } = desk
  const a = tape.a[at]!
  switch (tape.op[at]) {
    case Op.UNSOURCED:
      return never
    case Op.HOUSEHOLD_IS:
      return diagrams.passes(a, open.codes[at]!.passing)
    case Op.MEMBER_TRUE:
      return diagrams.isAtLeast(ofMember(a, member), 1)
    case Op.MEMBER_FALSE:
      return diagrams.isAtLeast(ofMember(a, member), 1) ^ 1
    case Op.MEMBER_IS:
      return memberIs(open, at, member)
    case Op.ALL:
    case Op.ANY: {
      const isAny = (tape.op[at] === Op.ANY) === (side === holds)
      const parts = tape.parts[at]!
      let truth = isAny ? never : always
      for (let index = 0; index < parts.length && truth !== (isAny ? always : never); index++) {
        const part = truthOf(open, parts[index]!, member, side)
        truth = isAny ? diagrams.either(truth, part) : diagrams.both(truth, part)
      }
      return truth
    }
    case Op.NOT:
      return truthOf(open, a, member, side === holds ? fails : holds)
    case Op.AT_LEAST:
      return atLeast(open, at, member, side)
    case Op.IF: {
      const [then, other] = [truthOf(open, tape.b[at]!, member, side), truthOf(open, tape.c[at]!, member, side)]
      return chosen(open, truthOf(open, a, member, holds), truthOf(open, a, member, fails), then, other)
    }
    case Op.ANY_MEMBER:
    case Op.EVERY_MEMBER:
      return ofMembers(open, at, side, (tape.op[at] === Op.ANY_MEMBER) === (side === holds))
    case Op.HEAD:
      return ofHead(open, at, side)
    default:
      return compared(open, at, member, side, truthOf)
  }
}

/** From the last member to the first: a diagram asks about them from first to last, so each is put on top of what there is. */
function ofMembers(open: OpenRules, at: number, side: Side, isAny: boolean): Truth {
  const { diagrams, desk, someone } = open
  const { members, further } = desk.sheet
  const of = desk.tape.a[at]!
  let truth = isAny ? never : always
  if (further !== 0) {
    const part = ofUnlisted(open, at, side)
    truth = isAny ? diagrams.both(someone, part) : diagrams.either(someone ^ 1, part)
  }
  for (let member = members - 1; member >= 0; member--) {
    const part = truthOf(open, of, member, side)
    truth = isAny ? diagrams.either(part, truth) : diagrams.both(part, truth)
  }
  return truth
}

/** What a step that asks about members says of those who are not listed. */
function ofUnlisted(open: OpenRules, at: number, side: Side): Truth {
  const { tape, sheet } = open.desk
  const of = tape.a[at]!
  return open.isLoose && hangsOnWho(open, of) ? loose(open, at, -1, side) : truthOf(open, of, sheet.members, side)
}

/** Whether what a step says of somebody who is not listed hangs on who that is. */
function hangsOnWho({ walk, desk }: OpenRules, of: number): boolean {
  walkFrom(walk, [of], desk.sheet.further)
  return asksWhoElse(walk)
}

/** That at least so many parts hold; or fail, so that so many cannot hold any more. */
function atLeast(open: OpenRules, at: number, member: number, side: Side): Truth {
  const { desk, diagrams } = open
  const parts = desk.tape.parts[at]!
  const least = desk.tape.a[at]!
  const needed = side === holds ? least : parts.length - least + 1
  if (needed <= 0) return always
  // For each number of parts, that at least so many of those looked at do.
  const reached: Truth[] = [always]
  for (const part of parts) {
    const truth = truthOf(open, part, member, side)
    for (let count = Math.min(reached.length, needed); count > 0; count--)
      reached[count] = diagrams.either(reached[count] ?? never, diagrams.both(reached[count - 1]!, truth))
  }
  return reached[needed] ?? never
}

function ofHead(open: OpenRules, at: number, side: Side): Truth {
  const { diagrams, heads, desk } = open
  const of = desk.tape.a[at]!
  const ofOne = (head: number) => (head < desk.sheet.members ? truthOf(open, of, head, side) : ofUnlisted(open, at, side))
  let truth = ofOne(heads[heads.length - 1]!)
  for (let place = heads.length - 1; place > 0; place--)
    truth = diagrams.choose(isFrom(open, place), truth, ofOne(heads[place - 1]!))
  return truth
}

/** That the head is the one at this place among the possible heads or one after. Who is not there is not the head. */
function isFrom({ diagrams, desk, heads, isAlone }: OpenRules, place: number): Truth {
  const truth = place === 0 ? always : diagrams.isAtLeast(whoIsHead, place)
  return heads[place]! < desk.sheet.members ? truth : diagrams.both(truth, isAlone)
}

function isHead(open: OpenRules, member: number): Truth {
  const place = open.heads.indexOf(member)
  if (place < 0) return never
  const isBefore = place + 1 < open.heads.length ? isFrom(open, place + 1) ^ 1 : always
  return open.diagrams.both(isFrom(open, place), isBefore)
}

function memberIs(open: OpenRules, at: number, member: number): Truth {
  const { desk, diagrams } = open
  const a = desk.tape.a[at]!
  const { passing, headPasses } = open.codes[at]!
  const other = diagrams.passes(ofMember(a, member), passing)
  return a === relationship ? diagrams.choose(isHead(open, member), headPasses ? always : never, other) : other
}
