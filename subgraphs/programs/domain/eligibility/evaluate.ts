/** Evaluates compiled rules over the facts of one household: strong Kleene logic over conditions, intervals over quantities. */
import type { CompiledCondition, CompiledQuantity } from './compiled'
import { countMembers, judgeEach, judgeHead, sumMembers } from './over-members'
import { add, compare, enclose, exactly, scale, subtract, unfounded } from './range'
import { read, refer, type Subject } from './read-fact'
import { conjoin, disjoin, negate, tally, truthOf } from './truth'
import { merge, nothing, settle, type Range, type Verdict } from './verdict'
import { lookUp, openOn, weighAge, weighAmounts, weighFact } from './weigh-fact'

const everyone: Verdict = { truth: 'TRUE', ...nothing }

export function judge(condition: CompiledCondition, subject: Subject): Verdict {
  switch (condition.kind) {
    case 'constant':
      return { truth: truthOf(condition.holds), ...nothing }
    case 'unsourced':
      return { truth: 'UNKNOWN', used: [], open: [], unsourced: true }
    case 'all':
      return every(condition.of.map((part) => judge(part, subject)))
    case 'any':
      return some(condition.of.map((part) => judge(part, subject)))
    case 'not': {
      const { truth, used, open, unsourced } = judge(condition.of, subject)
      return { truth: negate(truth), used, open, unsourced }
    }
    case 'atLeast': {
      const parts = condition.of.map((part) => judge(part, subject))
      return settle(tally(condition.least, truths(parts)), parts)
    }
    case 'if':
      return judgeBranches(condition, subject)
    case 'is':
      return judgeFact(condition.fact, condition.values, subject)
    case 'compare':
      return judgeComparison(condition, subject)
    case 'anyMember':
      return some(judgeEach(subject, 'FALSE', (own) => judge(condition.of, own)))
    case 'everyMember':
      return every(judgeEach(subject, 'TRUE', (own) => judge(condition.of, own)))
    case 'shared':
      return once(condition, subject, (household) => judge(condition.of, household))
    case 'head':
      return judgeHead(subject, (own) => judge(condition.of, own))
  }
}

function weigh(quantity: CompiledQuantity, subject: Subject): Range {
  switch (quantity.kind) {
    case 'number':
      return { bounds: exactly(quantity.value), ...nothing }
    case 'unsourced':
      return { bounds: unfounded, used: [], open: [], unsourced: true }
    case 'householdSize':
      return countMembers(subject, () => everyone)
    case 'shared':
      return once(quantity, subject, (household) => weigh(quantity.of, household))
    case 'fact':
      return weighFact(quantity.fact, quantity.times, subject)
    case 'age':
      return weighAge(subject)
    case 'amounts':
      return weighAmounts(quantity, subject)
    case 'table':
      return lookUp(quantity, weigh(quantity.size, subject))
    case 'count':
      return countMembers(subject, (own) => judge(quantity.of, own))
    case 'sum':
      return sumMembers(
        subject,
        (own) => (quantity.where === undefined ? everyone : judge(quantity.where, own)),
        (own) => weigh(quantity.of, own),
      )
    case 'add': {
      const terms = quantity.of.map((term) => weigh(term, subject))
      return { bounds: add(terms.map(({ bounds }) => bounds)), ...merge(terms) }
    }
    case 'subtract': {
      const [left, right] = [weigh(quantity.left, subject), weigh(quantity.right, subject)]
      return { bounds: subtract(left.bounds, right.bounds), ...merge([left, right]) }
    }
    case 'share': {
      const whole = weigh(quantity.of, subject)
      return { ...whole, bounds: scale(whole.bounds, quantity.factor, quantity.divisor) }
    }
    case 'choose':
      return weighBranches(quantity, subject)
  }
}

/** Finds out about the household once for all of its members. */
function once<T>(node: object, { household, asOf, found }: Subject, find: (subject: Subject) => T): T {
  const known = found.get(node) as T | undefined
  if (known !== undefined) return known
  const fresh = find({ household, asOf, found })
  found.set(node, fresh)
  return fresh
}

function every(parts: readonly Verdict[]): Verdict {
  return settle(conjoin(truths(parts)), parts)
}

function some(parts: readonly Verdict[]): Verdict {
  return settle(disjoin(truths(parts)), parts)
}

function truths(parts: readonly Verdict[]) {
  return parts.map(({ truth }) => truth)
}

function judgeFact(fact: string, values: readonly (string | boolean)[], subject: Subject): Verdict {
  const reading = read(fact, subject)
  if (reading.state === 'KNOWN') {
    return { truth: truthOf((values as readonly unknown[]).includes(reading.value)), ...nothing, used: [refer(fact, subject)] }
  }
  return { truth: 'UNKNOWN', ...openOn(fact, subject) }
}

function judgeComparison(condition: CompiledCondition & { kind: 'compare' }, subject: Subject): Verdict {
  const [left, right] = [weigh(condition.left, subject), weigh(condition.right, subject)]
  const truth = compare(left.bounds, condition.operator, right.bounds)
  const met = { left: left.bounds, operator: condition.operator, right: right.bounds, measure: condition.measure }
  const { used, open, unsourced } = merge([left, right])
  if (truth !== 'UNKNOWN') return { truth, ...nothing, used, met }
  // Against a limit without a source no fact decides anything, so none is asked for.
  const futile = [left, right].some(({ bounds }) => bounds.low === -Infinity && bounds.high === Infinity)
  return { truth, used, open: futile ? [] : open, unsourced, met }
}

function judgeBranches(condition: CompiledCondition & { kind: 'if' }, subject: Subject): Verdict {
  const test = judge(condition.test, subject)
  const [yes, no] = [judge(condition.yes, subject), judge(condition.no, subject)]
  if (test.truth === 'TRUE') return { ...yes, used: [...test.used, ...yes.used] }
  if (test.truth === 'FALSE') return { ...no, used: [...test.used, ...no.used] }
  if (yes.truth === no.truth && yes.truth !== 'UNKNOWN') return { ...yes, used: [...test.used, ...yes.used, ...no.used] }
  return { truth: 'UNKNOWN', ...merge([test, yes, no]) }
}

function weighBranches(quantity: CompiledQuantity & { kind: 'choose' }, subject: Subject): Range {
  const test = judge(quantity.test, subject)
  if (test.truth !== 'UNKNOWN') {
    const chosen = weigh(test.truth === 'TRUE' ? quantity.yes : quantity.no, subject)
    return { ...chosen, used: [...test.used, ...chosen.used] }
  }
  const [yes, no] = [weigh(quantity.yes, subject), weigh(quantity.no, subject)]
  return { bounds: enclose(yes.bounds, no.bounds), ...merge([test, yes, no]) }
}
