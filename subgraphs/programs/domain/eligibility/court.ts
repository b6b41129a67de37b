/** Everything one thread needs to judge households of one day, one after the other. */
import type { HouseholdFacts } from '../../../../runtime/facts'
import { openDesk, type Desk } from './desk'
import type { Diagrams } from './diagram'
import { openNames, type Names } from './names'
import { beginRules, forgetMuch, isMuch, openRules } from './open-rules'
import { firstForm, type OpenRules } from './opening'
import { run } from './run'
import { fill, isAllKnown } from './sheet'
import type { Tape } from './tape'

export interface Court {
  readonly tape: Tape
  readonly desk: Desk
  /** With a crowd of one kind there besides those listed, while somebody may not be listed; or with one alone where only that one can be the head. */
  readonly open: OpenRules
  /** The same with one alone who may be the head: laid out when first asked for. */
  readonly alone: LaidOutLate
  /** The same, with nothing supposed of those who are not listed: laid out when first asked for. */
  readonly loose: LaidOutLate
  /** The same household were it whole with so many more members: laid out when first asked for. */
  readonly variants: Map<number, OpenRules>
  readonly laidOut: Set<number>
  /** Where the facts are gathered that matter in one of several ways, and those that may. */
  readonly facts: Names
  readonly perhaps: Names
  /** The age of the diagrams in which it was worked out what is open of the household that was heard; 0 where it was not. */
  openedIn: number
  /** Whether nothing is unknown of the household: looked up when first asked for. */
  isAllKnown: boolean | undefined
  household: HouseholdFacts
  asOf: string
  /** The steps that were taken; all, where it is not said. */
  steps: Int32Array | undefined
}

interface LaidOutLate {
  rules: OpenRules | undefined
  /** Whether it is laid out for the household that was heard. */
  isLaidOut: boolean
}

/** Courts that are asked one after the other may have the same diagrams. */
export function openCourt(tape: Tape, diagrams: Diagrams): Court {
  const desk = openDesk(tape)
  const open = openRules(desk, diagrams)
  return {
    tape,
    desk,
    open,
    alone: { rules: undefined, isLaidOut: false },
    loose: { rules: undefined, isLaidOut: false },
    variants: new Map(),
    laidOut: new Set(),
    facts: openNames(firstForm),
    perhaps: openNames(firstForm),
    openedIn: 0,
    isAllKnown: undefined,
    household: { members: [] },
    asOf: '',
    steps: undefined,
  }
}

/** Lays the household on the desk and takes the steps: all of them, or those of one program. */
export function hear(court: Court, household: HouseholdFacts, asOf: string, steps?: Int32Array): void {
  const { desk } = court
  court.household = household
  court.asOf = asOf
  court.steps = steps
  if (court.laidOut.size > 0) court.laidOut.clear()
  fill(desk.sheet, household, asOf)
  run(desk, steps)
  court.openedIn = 0
  court.isAllKnown = undefined
}

/** Whether everything is known that the rules read of the household that was heard. */
export function isAllHeard(court: Court): boolean {
  return (court.isAllKnown ??= isAllKnown(court.desk.sheet))
}

/** What is open of the household that was heard: worked out only where something is. */
export function openHeard(court: Court): OpenRules {
  const { diagrams } = court.open
  if (court.openedIn !== diagrams.age() || isMuch(court.open)) {
    court.laidOut.clear()
    court.alone.isLaidOut = false
    court.loose.isLaidOut = false
    forgetMuch(court.open)
    court.openedIn = diagrams.age()
    beginRules(court.open, court.desk.sheet.members)
  }
  return court.open
}

/**
 * What is open of the household that was heard, in one of the ways in which others may be there, by its number: while somebody may not be
 * listed there is a crowd of one kind, nobody, or one who may be the head. Each is worked out only when it is asked for; undefined where
 * there are no more. Where it is asked who the head is, and only one of those listed may be it, the one who may be comes first.
 */
export function wayOf(court: Court, number: number, asksForHead = false): OpenRules | undefined {
  const { open, desk } = court
  const { members, sure, further } = desk.sheet
  const isOther = further !== 0 && (sure & further) === 0
  const mayBeHead = isOther && open.heads.at(-1) === members
  const isFirst = mayBeHead && asksForHead && open.heads.length === 2
  switch (isFirst && number < 3 ? (number + 2) % 3 : number) {
    case 0:
      return open
    case 1:
      return isOther ? withMore(court, 0) : undefined
    case 2:
      return mayBeHead ? withOne(court) : undefined
    default:
      return undefined
  }
}

function withOne({ alone, desk, open }: Court): OpenRules {
  const rules = (alone.rules ??= openRules(desk, open.diagrams, open))
  if (!alone.isLaidOut) beginRules(rules, desk.sheet.members, true)
  alone.isLaidOut = true
  return rules
}

/** What is open of the household that was heard, with nothing supposed of those who are not listed. */
export function loosely({ loose, desk, open }: Court): OpenRules {
  const rules = (loose.rules ??= openRules(desk, open.diagrams, open, true))
  if (!loose.isLaidOut) beginRules(rules, desk.sheet.members)
  loose.isLaidOut = true
  return rules
}

/** What is open of the household were there so many more members of whom nothing is known, and nobody else. */
export function withMore(court: Court, more: number): OpenRules {
  const open = court.variants.get(more) ?? openRules(openDesk(court.tape), court.open.diagrams, court.open)
  court.variants.set(more, open)
  if (court.laidOut.has(more)) return open
  court.laidOut.add(more)
  const { sheet } = open.desk
  fill(sheet, court.household, court.asOf)
  const listed = sheet.members
  sheet.members += more
  sheet.all = 2 ** sheet.members - 1
  sheet.whole = true
  sheet.further = 0
  sheet.sure = sheet.all
  sheet.span = sheet.members
  run(open.desk, court.steps)
  beginRules(open, listed)
  return open
}
