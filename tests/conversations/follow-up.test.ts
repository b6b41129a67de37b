import { close } from '../../subgraphs/conversations/domain/follow-up'

describe('a follow-up', () => {
  it.each(['DONE', 'CANCELLED'] as const)('that is open may become %s', (to) => {
    expect(close('OPEN', to)).toBe(to)
  })

  it.each(['DONE', 'CANCELLED'] as const)('that is %s stays so', (status) => {
    for (const to of ['DONE', 'CANCELLED'] as const)
      expect(close(status, to)).toEqual({
        refused: 'NOT_ALLOWED_NOW',
        field: 'id',
        message: `this follow-up is ${status} already`,
      })
  })

  it.each(['OPEN', 'DONE', 'CANCELLED'] as const)('that is %s is not opened', (status) => {
    expect(close(status, 'OPEN')).toEqual({ refused: 'BAD_USER_INPUT', field: 'status', message: 'expected DONE or CANCELLED' })
  })
})
