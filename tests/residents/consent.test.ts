import { unfitTerms, type ConsentTerms } from '../../subgraphs/residents/domain/consent'

const whole: ConsentTerms = {
  recipientIds: ['a'],
  discloserIds: [],
  categories: ['HOUSEHOLD'],
  purposes: ['SERVICE'],
  validFrom: '2026-07-01',
  validTo: null,
}
const judge = (terms: Partial<ConsentTerms>) => unfitTerms({ ...whole, ...terms })
const refused = (field: string, message: string) => ({ refused: 'BAD_USER_INPUT', field, message })

describe('the terms of a consent', () => {
  it('without an end hold until they are taken back', () => {
    expect(judge({})).toBeUndefined()
  })

  it('name 1 to 20 agencies', () => {
    expect(judge({ recipientIds: [] })).toEqual(refused('recipientIds', 'expected 1 to 20 agencies'))
    expect(judge({ recipientIds: Array<string>(20).fill('a') })).toBeUndefined()
    expect(judge({ recipientIds: Array<string>(21).fill('a') })).toEqual(refused('recipientIds', 'expected 1 to 20 agencies'))
  })

  it('name at least one kind of data', () => {
    expect(judge({ categories: [] })).toEqual(refused('categories', 'expected at least one kind of data'))
  })

  it('name at least one purpose', () => {
    expect(judge({ purposes: [] })).toEqual(refused('purposes', 'expected at least one purpose'))
  })

  it('may begin and end on one day', () => {
    expect(judge({ validTo: '2026-07-01' })).toBeUndefined()
  })

  it('do not end before they begin', () => {
    expect(judge({ validTo: '2026-06-30' })).toEqual(refused('validTo', 'expected a day not before 2026-07-01'))
  })
})
