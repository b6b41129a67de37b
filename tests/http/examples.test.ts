import type { Role } from '../../runtime/caller'
import { tabsIn } from '../../cli/ide'
import { openTestHub, type TestHub } from '../hub'

const examples = tabsIn('examples')
const tabs = [...tabsIn('story'), ...examples]

describe("the IDE's tabs", () => {
  let test: TestHub
  beforeAll(async () => {
    test = await openTestHub()
  })
  afterAll(() => test.close())

  const run = async (title: string): Promise<any> => {
    const { query, variables = '', as } = tabs.find((tab) => tab.title === title)!
    const { data, errors } = await test.ask([as!.role as Role, as!.city, as!.agency], query, JSON.parse(variables))
    expect(errors).toEqual([])
    return data
  }

  it('have titles of their own', () => {
    expect(new Set(tabs.map(({ title }) => title)).size).toBe(tabs.length)
  })

  it.each(examples.map(({ title, query }) => [title, query]))('%s begins with a sentence that explains it', (_, query) => {
    expect(query.split('\n')[1]).toMatch(/^# .{40,}/)
  })

  it('say why not', async () => {
    const { screen } = await run('Why not')
    const [scrie, counsel] = screen
    expect([scrie.outcome, counsel.outcome]).toEqual(['INELIGIBLE', 'INELIGIBLE'])
    expect(scrie.whyNot).toMatchObject([
      { criterion: 'head-age', limit: 'at least 62 years', margin: expect.stringMatching(/ years under$/) },
    ])
    expect(counsel.whyNot.at(-1)).toMatchObject({
      criterion: 'income',
      limit: expect.stringMatching(/^at most .+ a year$/),
      margin: expect.stringMatching(/over$/),
    })
  })

  it('say what could settle it', async () => {
    const { screen } = await run('What could settle it')
    const settling = (code: string) => screen.find((one: any) => one.program.code === code).couldSettle
    const alone = (code: string) => settling(code).map(({ fact }: { fact: string }) => fact)
    expect(alone('homebase')).toEqual(['facesShelterEntry'])
    expect(alone('right-to-counsel')).toEqual(['incomesComplete'])
    expect(settling('right-to-counsel')[0].answers).toEqual([
      { value: 'no more income', outcome: 'ELIGIBLE' },
      { value: expect.stringMatching(/^further income of at most [\d,.]+ a year$/), outcome: 'ELIGIBLE' },
      { value: expect.stringMatching(/^further income of more than [\d,.]+ a year$/), outcome: 'INELIGIBLE' },
    ])
    expect(alone('scrie')).toEqual(expect.arrayContaining(['birthDate']))
  })

  it('ask the next best question', async () => {
    const { interview } = await run('The interview at the door')
    expect(interview.next.settles.length).toBeGreaterThan(1)
    expect(interview.questions[0].fact).toBe(interview.next.fact)
  })

  it('answer what if', async () => {
    const { residents } = await run('What if')
    expect(residents.nodes).toHaveLength(3)
    for (const { then } of residents.nodes) {
      const missing = then.flatMap((one: any) => one.missing.map(({ fact }: { fact: string }) => fact))
      expect(missing).not.toContain('evictionCase')
    }
  })

  it('replay a screening after the missing fact was given', async () => {
    for (const title of ['Meet at the door', 'Screen the household', 'Give the missing fact']) await run(title)
    const { screening } = await run('Replay a screening')
    expect(screening.results).toMatchObject([{ outcome: 'NEEDS_INFORMATION', missing: [{ fact: 'evictionCase' }] }])
    expect(screening.resident.eligibility).toEqual([{ outcome: 'ELIGIBLE' }])
  })
})
