/**
 * The meaning of the rules, by plain recursion over the rule tree itself: strong Kleene logic over truths, intervals over numbers.
 * Slow and without memory on purpose: it is what the engine is judged by.
 */
import { householdFacts, type MemberFacts } from '../../../../runtime/facts'
import { figureOnDay } from '../../../../subgraphs/programs/domain/eligibility/figure-on-day'
import type { Comparison, Condition, FigureLookup, Quantity } from '../../../../subgraphs/programs/domain/eligibility/rule'
import { possibleHeads, unlisted } from './heads'
import {
  all,
  any,
  anyAmount,
  anywhere,
  atLeast,
  atMost,
  below,
  either,
  equal,
  exactly,
  minus,
  not,
  plus,
  type Between,
  type Truth,
} from './quantity'
import { isWhole, read, readAmounts, readNumber } from './read'
import { definitionNamed, definitionsOf, lies, programOf, versionOn, type World } from './world'

export function isTrue(condition: Condition, world: World): Truth {
  const here = (inner: Condition) => isTrue(inner, world)
  if ('compare' in condition) return holds(condition, world)
  if ('of' in condition) return atLeast(condition.atLeast, condition.of.map(here))
  if ('all' in condition) return all(condition.all.map(here))
  if ('any' in condition) return any(condition.any.map(here))
  if ('not' in condition) return not(here(condition.not))
  if ('if' in condition) {
    const test = here(condition.if)
    if (test !== undefined) return here(test ? condition.then : condition.else)
    const [yes, no] = [here(condition.then), here(condition.else)]
    return yes === no ? yes : undefined
  }
  if ('fact' in condition) {
    const value = read(ownerOf(condition.fact, world), condition.fact)
    if (value === undefined) return undefined
    return 'in' in condition ? condition.in.includes(value as string) : value === condition.is
  }
  if ('forAnyMember' in condition) return any(judgeMembers(condition.forAnyMember, world, false))
  if ('forEveryMember' in condition) return all(judgeMembers(condition.forEveryMember, world, true))
  if ('forHead' in condition) {
    const truths = headsIn(world).map((member) => isTrue(condition.forHead, { ...world, member }))
    return truths.every((truth) => truth === truths[0]) ? truths[0] : undefined
  }
  if ('season' in condition) return lies(condition.season, world.asOf)
  if ('program' in condition) {
    const version = versionOn(programOf(world.city, condition.program), world.asOf)
    if (version === undefined) return undefined
    const definitions = definitionsOf(world.city, version)
    return all(version.criteria.map(({ when }) => isTrue(when, { ...world, definitions })))
  }
  if ('define' in condition) {
    const { condition: defined } = definitionNamed(condition.define, world.definitions)
    if (defined === undefined) throw new Error(`${condition.define} is no condition`)
    return here(defined)
  }
  return undefined
}

function holds(comparison: Comparison, world: World): Truth {
  const left = measure(comparison.compare, world)
  if ('atMost' in comparison) return atMost(left, measure(comparison.atMost, world))
  if ('below' in comparison) return below(left, measure(comparison.below, world))
  if ('atLeast' in comparison) return not(below(left, measure(comparison.atLeast, world)))
  if ('above' in comparison) return not(atMost(left, measure(comparison.above, world)))
  if ('equals' in comparison) return equal(left, measure(comparison.equals, world))
  const lookup = 'within' in comparison ? comparison.within : comparison.beyond
  const passes = world.city.figures[lookup.figure]?.inclusive === true ? atMost : below
  const within = passes(left, measure(lookup, world))
  return 'within' in comparison ? within : not(within)
}

/** Money in cents a year, where it is by the year or the month. */
export function measure(quantity: Quantity, world: World): Between {
  if (typeof quantity === 'number') return exactly(quantity)
  if (quantity === 'householdSize') {
    const { members } = world.facts
    return isWhole(world.facts) ? exactly(members.length) : { low: Math.max(1, members.length), high: Infinity }
  }
  const here = (inner: Quantity) => measure(inner, world)
  if ('fact' in quantity) {
    const value = readNumber(ownerOf(quantity.fact, world), quantity.fact, world.asOf)
    return value === undefined ? anyAmount : exactly(quantity.per === 'MONTH' ? value * 12 : value)
  }
  if ('figure' in quantity) return lookUp(quantity, world)
  if ('incomes' in quantity) return readAmounts(memberOf(world), 'incomes', quantity.incomes)
  if ('expenses' in quantity) return readAmounts(memberOf(world), 'expenses', quantity.expenses)
  if ('sum' in quantity) {
    return sumMembers(world, (inner) => {
      const counted = quantity.where === undefined ? true : isTrue(quantity.where, inner)
      if (counted === false) return exactly(0)
      const amount = measure(quantity.sum, inner)
      return counted === true ? amount : either(amount, exactly(0))
    })
  }
  if ('count' in quantity) {
    return sumMembers(world, (inner) => {
      const counted = isTrue(quantity.count, inner)
      return counted === undefined ? { low: 0, high: 1 } : exactly(counted ? 1 : 0)
    })
  }
  if ('add' in quantity) return quantity.add.map(here).reduce(plus, exactly(0))
  if ('subtract' in quantity) return minus(here(quantity.subtract[0]), here(quantity.subtract[1]))
  if ('share' in quantity) {
    const [factor, divisor] = quantity.share
    const { low, high } = here(quantity.of)
    return { low: (low * factor) / divisor, high: (high * factor) / divisor }
  }
  if ('if' in quantity) {
    const test = isTrue(quantity.if, world)
    if (test !== undefined) return here(test ? quantity.then : quantity.else)
    return either(here(quantity.then), here(quantity.else))
  }
  const { quantity: defined } = definitionNamed(quantity.define, world.definitions)
  if (defined === undefined) throw new Error(`${quantity.define} is no quantity`)
  return here(defined)
}

function lookUp({ figure, size }: FigureLookup, world: World): Between {
  const { value, table } = figureOnDay(figure, world.city.figures, world.asOf)
  if (value !== undefined) return exactly(value)
  if (table === undefined) return anywhere
  const { low, high } = size === undefined ? exactly(1) : measure(size, world)
  return { low: limitFor(low, table).low, high: limitFor(high, table).high }
}

/** Limits never fall with size: beyond a table without a step, the limit is at least that of its last size. */
function limitFor(
  size: number,
  { sizes, perPerson }: { readonly sizes: readonly number[]; readonly perPerson?: number },
): Between {
  const last = sizes.at(-1) ?? 0
  if (size <= sizes.length) return exactly(sizes[Math.max(1, size) - 1] ?? last)
  if (perPerson === undefined) return { low: last, high: Infinity }
  return exactly(perPerson === 0 ? last : last + (size - sizes.length) * perPerson)
}

/** The truth for each member and, where there may be more, what those could change; `empty` is the truth over nobody. */
function judgeMembers(condition: Condition, world: World, empty: boolean): readonly Truth[] {
  const truths = world.facts.members.map((member) => isTrue(condition, { ...world, member }))
  if (isWhole(world.facts)) return truths
  const further = isTrue(condition, { ...world, member: { id: unlisted } })
  // Somebody lives there: where nobody is listed there is a further member, else there may be one.
  return [...truths, truths.length === 0 || further === empty ? further : undefined]
}

function sumMembers(world: World, amountFor: (inner: World) => Between): Between {
  const known = world.facts.members.map((member) => amountFor({ ...world, member })).reduce(plus, exactly(0))
  if (isWhole(world.facts)) return known
  const { low, high } = amountFor({ ...world, member: { id: unlisted } })
  return plus(known, { low: low < 0 ? -Infinity : 0, high: high > 0 ? Infinity : 0 })
}

function headsIn({ facts, head }: World): readonly MemberFacts[] {
  const ids = head === undefined ? possibleHeads(facts) : [head]
  return ids.map((id) => facts.members.find((member) => member.id === id) ?? { id: unlisted })
}

function ownerOf(fact: string, world: World) {
  return Object.hasOwn(householdFacts, fact) ? world.facts : memberOf(world)
}

function memberOf({ member }: World): MemberFacts {
  if (member === undefined) throw new Error('a fact of a member outside a member quantifier')
  return member
}
