/** Evaluates compiled rules over the facts of one household: strong Kleene logic over conditions, intervals over quantities. */
import type { CompiledCondition, CompiledQuantity } from './compiled'
import { type Bounds, add, anything, compare, enclose, exactly, scale, subtract, unfounded } from './range'
import { read, refer, type Subject } from './read-fact'
import { conjoin, disjoin, negate, tally, truthOf } from './truth'
import { merge, nothing, settle, type Basis, type Range, type Verdict } from './verdict'
import { isComplete, lookUp, openOn, weighAge, weighAmounts, weighFact } from './weigh-fact'

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
      return some([...judgeMembers(condition.of, subject), ...unlisted(subject)])
    case 'everyMember':
      return every([...judgeMembers(condition.of, subject), ...unlisted(subject)])
    case 'head':
      return judgeHead(condition.of, subject)
  }
}

export function weigh(quantity: CompiledQuantity, subject: Subject): Range {
  switch (quantity.kind) {
    case 'number':
      return { bounds: exactly(quantity.value), ...nothing }
    case 'unsourced':
      return { bounds: unfounded, used: [], open: [], unsourced: true }
    case 'householdSize':
      return countMembers({ kind: 'constant', holds: true }, subject)
    case 'fact':
      return weighFact(quantity.fact, quantity.times, subject)
    case 'age':
      return weighAge(subject)
    case 'amounts':
      return weighAmounts(quantity, subject)
    case 'table':
      return lookUp(quantity, weigh(quantity.size, subject))
    case 'count':
      return countMembers(quantity.of, subject)
    case 'sum':
      return sumMembers(quantity.of, quantity.where, subject)
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
  const [yes, no] = [judge(condition.then, subject), judge(condition.else, subject)]
  if (test.truth === 'TRUE') return { ...yes, used: [...test.used, ...yes.used] }
  if (test.truth === 'FALSE') return { ...no, used: [...test.used, ...no.used] }
  if (yes.truth === no.truth && yes.truth !== 'UNKNOWN') return { ...yes, used: [...test.used, ...yes.used, ...no.used] }
  return { truth: 'UNKNOWN', ...merge([test, yes, no]) }
}

function judgeMembers(condition: CompiledCondition, subject: Subject): Verdict[] {
  return subject.household.members.map((member) => judge(condition, { ...subject, member }))
}

/** Someone who is not listed yet may change the answer: the list is known to be whole only when `membersComplete` says so. */
function unlisted(subject: Subject): Verdict[] {
  if (isComplete('membersComplete', subject)) return []
  return [{ truth: 'UNKNOWN', ...openOn('membersComplete', subject) }]
}

/**
 * A household has one head, so a listed head decides even before the list is whole, and a sole member is the head.
 * With two heads that differ, or none, the relationships are asked again.
 */
function judgeHead(condition: CompiledCondition, subject: Subject): Verdict {
  const { members } = subject.household
  const whole = unlisted(subject)
  const relationships = members.map((member) => ({ member, reading: read('relationship', { ...subject, member }) }))
  const heads = relationships.filter(({ reading }) => reading.state === 'KNOWN' && reading.value === 'HEAD')
  const possible = relationships.filter(({ reading }) => reading.state !== 'KNOWN')
  const sole = members.length === 1 && whole.length === 0
  const candidates = heads.length > 0 ? heads : sole ? relationships : possible
  const verdicts = candidates.map(({ member }) => judge(condition, { ...subject, member }))
  const asked = (heads.length > 0 ? heads : possible.length > 0 ? possible : relationships).map(({ member }) =>
    openOn('relationship', { ...subject, member }),
  )
  const [first] = verdicts
  const agreed = first !== undefined && verdicts.every(({ truth }) => truth === first.truth)
  if (agreed && (heads.length === 1 || sole)) return withUsed(first, heads.length === 1 ? asked : [])
  if (agreed && first.truth !== 'UNKNOWN' && (heads.length > 1 || whole.length === 0)) return settle(first.truth, verdicts)
  const open = merge([...verdicts, ...asked, ...(heads.length > 0 ? [] : whole)])
  return { truth: 'UNKNOWN', ...open }
}

function withUsed(verdict: Verdict, parts: readonly Basis[]): Verdict {
  return { ...verdict, used: [...merge(parts).used, ...verdict.used] }
}

function countMembers(condition: CompiledCondition, subject: Subject): Range {
  const verdicts = judgeMembers(condition, subject)
  const rest = unlisted(subject)
  const sure = verdicts.filter(({ truth }) => truth === 'TRUE').length
  const open = verdicts.filter(({ truth }) => truth === 'UNKNOWN').length
  const bounds: Bounds = { low: sure, high: rest.length > 0 ? Infinity : sure + open }
  return { bounds, ...merge([...verdicts, ...rest]) }
}

function sumMembers(of: CompiledQuantity, where: CompiledCondition | undefined, subject: Subject): Range {
  const rest = unlisted(subject).map((part): Range => ({ bounds: anything, ...merge([part]) }))
  const shares = subject.household.members.map((member): Range => {
    const own = { ...subject, member }
    const counts = where === undefined ? undefined : judge(where, own)
    if (counts?.truth === 'FALSE') return { bounds: exactly(0), ...nothing, used: counts.used }
    const share = weigh(of, own)
    if (counts === undefined) return share
    const basis = merge([counts, share])
    return { bounds: counts.truth === 'TRUE' ? share.bounds : enclose(exactly(0), share.bounds), ...basis }
  })
  return { bounds: add([...shares, ...rest].map(({ bounds }) => bounds)), ...merge([...shares, ...rest]) }
}

function weighBranches(quantity: CompiledQuantity & { kind: 'choose' }, subject: Subject): Range {
  const test = judge(quantity.test, subject)
  if (test.truth !== 'UNKNOWN') {
    const chosen = weigh(test.truth === 'TRUE' ? quantity.then : quantity.else, subject)
    return { ...chosen, used: [...test.used, ...chosen.used] }
  }
  const [yes, no] = [weigh(quantity.then, subject), weigh(quantity.else, subject)]
  return { bounds: enclose(yes.bounds, no.bounds), ...merge([test, yes, no]) }
}

