/** Quantifiers over the members of a household, whose list may not be whole yet. */
import { type Bounds, add, anything, enclose, exactly } from './range'
import { read, type Subject } from './read-fact'
import { merge, nothing, settle, type Basis, type Range, type Verdict } from './verdict'
import { isComplete, openOn } from './weigh-fact'

/** Judges, or weighs, one member. */
type Judge = (subject: Subject) => Verdict
type Weigh = (subject: Subject) => Range

/**
 * A verdict for each listed member, and one for the rest: open while someone may not be listed, and `ifWhole` once everyone is,
 * which is the verdict that changes nothing.
 */
export function judgeEach(subject: Subject, ifWhole: 'TRUE' | 'FALSE', judge: Judge): Verdict[] {
  return [...judgeMembers(subject, judge), judgeRest(subject, ifWhole)]
}

/**
 * A household has one head, so a listed head decides even before the list is whole, and a sole member is the head.
 * With two heads that differ, or none, the relationships are asked again.
 */
export function judgeHead(subject: Subject, judge: Judge): Verdict {
  const { members } = subject.household
  const rest = judgeRest(subject, 'TRUE')
  const whole = rest.truth === 'TRUE'
  const relationships = members.map((member) => ({ member, reading: read('relationship', { ...subject, member }) }))
  const heads = relationships.filter(({ reading }) => reading.state === 'KNOWN' && reading.value === 'HEAD')
  const possible = relationships.filter(({ reading }) => reading.state !== 'KNOWN')
  const sole = members.length === 1 && whole
  const candidates = heads.length > 0 ? heads : sole ? relationships : possible
  const verdicts = candidates.map(({ member }) => judge({ ...subject, member }))
  const asked = (heads.length > 0 ? heads : possible.length > 0 ? possible : relationships).map(({ member }) =>
    openOn('relationship', { ...subject, member }),
  )
  const [first] = verdicts
  const agreed = first !== undefined && verdicts.every(({ truth }) => truth === first.truth)
  if (agreed && (heads.length === 1 || sole)) return withUsed(first, heads.length === 1 ? asked : [])
  if (agreed && first.truth !== 'UNKNOWN' && (heads.length > 1 || whole)) return settle(first.truth, verdicts)
  const open = merge([...verdicts, ...asked, ...(heads.length > 0 ? [] : [rest])])
  return { truth: 'UNKNOWN', ...open }
}

function withUsed(verdict: Verdict, parts: readonly Basis[]): Verdict {
  return { ...verdict, used: [...merge(parts).used, ...verdict.used] }
}

export function countMembers(subject: Subject, judge: Judge): Range {
  const verdicts = judgeMembers(subject, judge)
  const rest = judgeRest(subject, 'FALSE')
  const sure = verdicts.filter(({ truth }) => truth === 'TRUE').length
  const open = verdicts.filter(({ truth }) => truth === 'UNKNOWN').length
  const bounds: Bounds = { low: sure, high: rest.truth === 'UNKNOWN' ? Infinity : sure + open }
  return { bounds, ...merge([...verdicts, rest]) }
}

/** What each member for whom `counts` holds adds; a member for whom it is open may add it or not. */
export function sumMembers(subject: Subject, counts: Judge, weigh: Weigh): Range {
  const others = judgeRest(subject, 'FALSE')
  const rest: Range = { bounds: others.truth === 'UNKNOWN' ? anything : exactly(0), ...merge([others]) }
  const shares = subject.household.members.map((member): Range => {
    const own = { ...subject, member }
    const counted = counts(own)
    if (counted.truth === 'FALSE') return { bounds: exactly(0), ...nothing, used: counted.used }
    const share = weigh(own)
    const bounds = counted.truth === 'TRUE' ? share.bounds : enclose(exactly(0), share.bounds)
    return { bounds, ...merge([counted, share]) }
  })
  return { bounds: add([...shares, rest].map(({ bounds }) => bounds)), ...merge([...shares, rest]) }
}

function judgeMembers(subject: Subject, judge: Judge): Verdict[] {
  return subject.household.members.map((member) => judge({ ...subject, member }))
}

/** The list is known to be whole only when `membersComplete` says so, and not while it is empty: a household has someone. */
function judgeRest(subject: Subject, ifWhole: 'TRUE' | 'FALSE'): Verdict {
  const rest = openOn('membersComplete', subject)
  const whole = isComplete('membersComplete', subject) && subject.household.members.length > 0
  return whole ? { ...nothing, truth: ifWhole, used: rest.used } : { truth: 'UNKNOWN', ...rest }
}
