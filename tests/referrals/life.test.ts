import fc from 'fast-check'
import { isRefusal } from '../../runtime/errors'
import { advance, openSteps, outcomes, reasons, statuses, steps } from '../../subgraphs/referrals/domain/life'
import type { Actor, Outcome, Reason, Status, Step } from '../../subgraphs/referrals/domain/life'

const allStatuses = Object.keys(statuses) as Status[]
const allSteps = Object.keys(steps) as Step[]
const everybody: readonly Actor[] = ['SENDER', 'RECEIVER', 'HUB']

interface Edge {
  readonly from: readonly Status[]
  readonly to: Status
  readonly by: Actor
  readonly reason?: true
  readonly outcomes?: readonly Outcome[]
}
const edges: Readonly<Record<Step, Edge>> = steps

/** The step as it is taken rightly: by whom it is for, with the reason and the outcome that it needs. */
const right = (step: Step) => ({ step, actors: [edges[step].by], reason: 'OTHER' as Reason, outcome: edges[step].outcomes?.[0] })
const take = (status: Status, step: Step) => advance(status, right(step))
const pairs = allStatuses.flatMap((status) => allSteps.map((step) => [status, step] as const))
const open = pairs.filter(([status, step]) => edges[step].from.includes(status))
const closed = pairs.filter(([status, step]) => !edges[step].from.includes(status))

/** Everywhere the life of a referral can lead from here. */
function reached(from: Status, by: readonly Actor[] = everybody): Set<Status> {
  const seen = new Set<Status>([from])
  for (const status of seen) for (const step of openSteps(status, by)) seen.add(edges[step].to)
  return seen
}

describe("the table of a referral's life", () => {
  it('reaches every status from the draft', () => {
    expect([...reached('DRAFT')].sort()).toEqual([...allStatuses].sort())
  })

  it('reaches every status but the draft from the sent referral', () => {
    expect([...reached('REQUESTED')].sort()).toEqual(allStatuses.filter((status) => status !== 'DRAFT').sort())
  })

  it.each(['COMPLETED', 'FAILED', 'REJECTED', 'CANCELLED', 'EXPIRED'] as const)(
    '%s is an end that can only be called an error',
    (end) => {
      expect(openSteps(end, everybody)).toEqual(['CORRECT'])
    },
  )

  it('ENTERED_IN_ERROR is final', () => {
    expect(openSteps('ENTERED_IN_ERROR', everybody)).toEqual([])
  })

  it('leads from every status that is not an end to an end', () => {
    const ends = ['COMPLETED', 'FAILED', 'REJECTED', 'CANCELLED', 'EXPIRED', 'ENTERED_IN_ERROR'] as const
    for (const status of allStatuses) expect([status, ends.some((end) => reached(status).has(end))]).toEqual([status, true])
  })

  it('never comes back to the draft or to sent', () => {
    for (const status of reached('REQUESTED'))
      expect(openSteps(status, everybody).map((step) => edges[step].to)).not.toContain('DRAFT')
    for (const status of ['ACCEPTED', 'WAITLISTED'] as const) expect(reached(status)).not.toContain('REQUESTED')
  })

  it('lets the receiver alone end it with help', () => {
    expect(reached('REQUESTED', ['SENDER', 'HUB'])).not.toContain('COMPLETED')
    expect(reached('REQUESTED', ['RECEIVER'])).toContain('COMPLETED')
  })

  it('uses every reason and outcome word in capitals, each with its meaning', () => {
    for (const [word, meaning] of [...Object.entries(outcomes), ...Object.entries(reasons)]) {
      expect(word).toMatch(/^[A-Z]+(_[A-Z]+)*$/)
      expect(meaning).toMatch(/^[A-Z].*\.$/)
    }
  })

  it('gives every outcome to exactly one kind of end', () => {
    const given = allSteps.flatMap((step) => edges[step].outcomes ?? [])
    expect([...given].sort()).toEqual(Object.keys(outcomes).sort())
  })

  it('maps each status to the status of a FHIR Task', () => {
    expect(Object.fromEntries(allStatuses.map((status) => [status, statuses[status].fhir]))).toEqual({
      DRAFT: 'draft',
      REQUESTED: 'requested',
      ACCEPTED: 'accepted',
      REJECTED: 'rejected',
      WAITLISTED: 'on-hold',
      ON_HOLD: 'on-hold',
      IN_PROGRESS: 'in-progress',
      COMPLETED: 'completed',
      FAILED: 'failed',
      CANCELLED: 'cancelled',
      EXPIRED: 'cancelled',
      ENTERED_IN_ERROR: 'entered-in-error',
    })
  })
})

describe('a step', () => {
  it.each(open)('from %s: %s leads where the table says', (status, step) => {
    expect(take(status, step)).toEqual({ status: edges[step].to, outcome: edges[step].outcomes?.[0] ?? null, reason: 'OTHER' })
  })

  it.each(closed)('from %s: %s is refused with the steps that are open', (status, step) => {
    const others = openSteps(status, [edges[step].by])
    expect(take(status, step)).toEqual({
      refused: 'NOT_ALLOWED_NOW',
      field: 'step',
      message: `${step} is not open while the referral is ${status}; open to you: ${others.length > 0 ? others.join(', ') : 'nothing'}`,
    })
  })

  it('says in exact words what is open instead', () => {
    expect(take('COMPLETED', 'ACCEPT')).toEqual({
      refused: 'NOT_ALLOWED_NOW',
      field: 'step',
      message: 'ACCEPT is not open while the referral is COMPLETED; open to you: nothing',
    })
    expect(take('REQUESTED', 'START')).toMatchObject({
      message: 'START is not open while the referral is REQUESTED; open to you: ACCEPT, REJECT, WAITLIST',
    })
  })

  it('the sending agency may not accept its own referral', () => {
    expect(advance('REQUESTED', { step: 'ACCEPT', actors: ['SENDER'] })).toEqual({
      refused: 'FORBIDDEN',
      field: 'step',
      message: 'ACCEPT is for the agency that received it',
    })
  })

  it('the receiving agency may not take the referral back', () => {
    expect(advance('REQUESTED', { step: 'CANCEL', actors: ['RECEIVER'], reason: 'OTHER' })).toEqual({
      refused: 'FORBIDDEN',
      field: 'step',
      message: 'CANCEL is for the agency that sent it',
    })
  })

  it('nobody but the hub lets a referral expire', () => {
    expect(advance('REQUESTED', { step: 'EXPIRE', actors: ['SENDER', 'RECEIVER'] })).toEqual({
      refused: 'FORBIDDEN',
      field: 'step',
      message: 'EXPIRE is for the hub itself',
    })
  })

  it('an agency that is both sides may do both', () => {
    expect(openSteps('REQUESTED', ['SENDER', 'RECEIVER'])).toEqual(['ACCEPT', 'REJECT', 'WAITLIST', 'CANCEL', 'CORRECT'])
  })

  it.each(open)('from %s: %s is refused to whoever it is not for', (status, step) => {
    const strangers = everybody.filter((actor) => actor !== edges[step].by)
    expect(advance(status, { ...right(step), actors: strangers })).toMatchObject({ refused: 'FORBIDDEN', field: 'step' })
    expect(advance(status, { ...right(step), actors: [] })).toMatchObject({ refused: 'FORBIDDEN', field: 'step' })
  })

  it.each(open.filter(([, step]) => edges[step].reason))('from %s: %s needs a reason', (status, step) => {
    for (const reason of [undefined, null]) {
      expect(advance(status, { ...right(step), reason })).toEqual({
        refused: 'BAD_USER_INPUT',
        field: 'reason',
        message: `expected a reason, which ${step} needs`,
      })
    }
  })

  it.each(open.filter(([, step]) => edges[step].outcomes))('from %s: %s needs one of its outcomes', (status, step) => {
    const fit = edges[step].outcomes ?? []
    const unfit = (Object.keys(outcomes) as Outcome[]).filter((outcome) => !fit.includes(outcome))
    for (const outcome of [undefined, null, ...unfit]) {
      expect(advance(status, { ...right(step), outcome })).toEqual({
        refused: 'BAD_USER_INPUT',
        field: 'outcome',
        message: `expected one of ${fit.join(', ')}`,
      })
    }
  })

  it.each(open.filter(([, step]) => !edges[step].outcomes))('from %s: %s takes no outcome', (status, step) => {
    expect(advance(status, { ...right(step), outcome: 'GOT_HELP' })).toEqual({
      refused: 'BAD_USER_INPUT',
      field: 'outcome',
      message: `expected none: ${step} does not end the referral`,
    })
  })

  it('is among the open ones exactly where it can be taken', () => {
    fc.assert(
      fc.property(fc.constantFrom(...pairs), fc.subarray([...everybody]), ([status, step], actors) => {
        const taken = !isRefusal(advance(status, { ...right(step), actors }))
        return taken === openSteps(status, actors).includes(step)
      }),
    )
  })

  it('never leads out of the table, whatever is taken after whatever', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...allSteps), { maxLength: 30 }), (walk) => {
        let status: Status = 'DRAFT'
        for (const step of walk) {
          const next = take(status, step)
          if (isRefusal(next)) continue
          expect(edges[step].from).toContain(status)
          status = next.status
        }
        expect(allStatuses).toContain(status)
      }),
    )
  })
})
