import fc from 'fast-check'
import { isRefusal } from '../../runtime/errors'
import { route } from '../../subgraphs/referrals/domain/route'

const queue = (code: string, ...programIds: string[]) => ({ id: `id-${code}`, code, programIds })
const legal = queue('legal', 'rtc')
const rent = queue('rent', 'scrie', 'drie')
const general = queue('general', 'scrie', 'rtc')
const queues = [rent, legal, general]

describe('routing a referral', () => {
  it('goes to the first queue by code that takes the program', () => {
    expect(route(queues, 'scrie', undefined)).toBe(general)
    expect(route(queues, 'drie', null)).toBe(rent)
  })

  it('goes to the queue that was named where it takes the program', () => {
    expect(route(queues, 'scrie', 'id-rent')).toBe(rent)
  })

  it('is refused where no queue takes the program', () => {
    expect(route(queues, 'heap', undefined)).toEqual({
      refused: 'BAD_USER_INPUT',
      field: 'programId',
      message: 'expected a program that an intake queue of your city takes',
    })
  })

  it('is refused where the named queue does not take the program', () => {
    expect(route(queues, 'drie', 'id-legal')).toEqual({
      refused: 'BAD_USER_INPUT',
      field: 'queueId',
      message: 'expected an intake queue that takes the program',
    })
  })

  it('is refused where the named queue is not there', () => {
    expect(route(queues, 'drie', 'id-nowhere')).toEqual({
      refused: 'NOT_FOUND',
      field: 'queueId',
      message: 'no intake queue with this id in your city',
    })
  })

  it('is the same in whatever order the queues come', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(queues, { minLength: 3 }),
        fc.constantFrom('scrie', 'drie', 'rtc', 'heap'),
        (shuffled, program) => {
          expect(route(shuffled, program, null)).toEqual(route(queues, program, null))
        },
      ),
    )
  })

  it('never answers a queue that does not take the program', () => {
    const ids = fc.option(fc.constantFrom('id-legal', 'id-rent', 'id-general', 'id-nowhere'))
    fc.assert(
      fc.property(fc.subarray(queues), fc.constantFrom('scrie', 'drie', 'rtc', 'heap'), ids, (some, program, named) => {
        const answer = route(some, program, named)
        return isRefusal(answer) || answer.programIds.includes(program)
      }),
    )
  })
})
