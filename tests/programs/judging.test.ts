import { judgingLimits, openJudging } from '../../subgraphs/programs/graph/judging'

const { households, milliseconds, turn } = judgingLimits
const refused = (message: string) => expect.objectContaining({ message, extensions: { code: 'LIMIT_EXCEEDED' } })
const thrownBy = (work: () => void) => {
  try {
    work()
  } catch (error) {
    return error
  }
  return undefined
}

describe('what one request may have judged', () => {
  it(`is ${households} households, and not one more`, () => {
    const judging = openJudging()
    for (let count = 0; count < households; count++) judging.household()
    expect(thrownBy(() => judging.household())).toEqual(refused('the operation asks about more than 400 households'))
  })

  it('ends with its time, counted from the first program on', async () => {
    let now = 1_000_000
    const judging = openJudging(() => now)
    await judging.program()
    now += milliseconds
    await judging.program()
    now += 1
    await expect(judging.program()).rejects.toEqual(
      refused(
        'judging took more than 4000 milliseconds: ask about fewer programs or households at once, or with more facts known',
      ),
    )
  })

  it('lets others have their turn after a while, and not before', async () => {
    let now = 0
    let others = 0
    const judging = openJudging(() => now)
    const pass = async (milliseconds: number) => {
      now += milliseconds
      setImmediate(() => others++)
      const before = others
      await judging.program()
      return others - before
    }
    await judging.program()
    expect(await pass(turn - 1)).toBe(0)
    expect(await pass(1)).toBeGreaterThan(0)
  })
})
