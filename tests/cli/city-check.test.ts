import { copyCities, type CopiedCities } from './copied-cities'
import { hub } from './hub-command'

describe('hub city check', () => {
  let cities: CopiedCities
  beforeEach(() => {
    cities = copyCities()
  })
  afterEach(() => cities.remove())
  const check = (...args: string[]) => hub(['city', 'check', ...args], { HUB_CITIES: cities.root })

  it('says of each city that is sound what is in it', () => {
    const { status, out, error } = check()
    expect([status, error]).toEqual([0, ''])
    expect(out).toMatch(/^Charlotte: no mistakes\n/)
    expect(out).toMatch(/\nNew York City: no mistakes\n {2}programs {6}\d+ \(on \d{4}-\d\d-\d\d: /)
    expect(out).toMatch(/golden cases {2}\d+, all hold/)
    expect(out).toMatch(/unsourced {5}\d+ of the criteria hang on something that has no source yet/)
    expect(out).toContain('nyc-care no-insurance-open (2022-04-20): Which insurance counts as open and affordable.')
  })

  it('tells every mistake of every part at once, with file, line, path and reason', () => {
    cities.keepPrograms('scrie')
    cities.change('nyc/programs/scrie.yaml', 'area: HOUSING', 'area: HOUSES')
    cities.change('nyc/queues.yaml', 'agency: hra', 'agency: arh')
    cities.change('nyc/city.yaml', 'timeZone: America/New_York', 'timeZone: Nowhere')
    const { status, out, error } = check('nyc')
    expect(status).toBe(1)
    expect(error).toBe('nyc has 3 mistakes.')
    expect(out.split('\n')).toEqual([
      'nyc: 3 mistakes',
      '  nyc/city.yaml:3 timeZone: expected a time zone such as America/New_York',
      '  nyc/programs/scrie.yaml:2 area: expected one of LEGAL_AID, HOUSING, HEALTH, FOOD, CASH, CHILD_CARE, WORK, TRANSPORT, OTHER',
      '  nyc/queues.yaml:2 [0].agency: there is no agency arh',
      '',
    ])
  })

  it('takes a golden case that does not hold for a mistake, of that city alone', () => {
    cities.keepPrograms('scrie')
    cities.change('charlotte/cases/wic.yaml', 'outcome: ELIGIBLE', 'outcome: INELIGIBLE')
    const { status, out } = check('--json')
    expect(status).toBe(1)
    const [charlotte, nyc] = JSON.parse(out)
    expect(charlotte).toEqual({
      city: 'charlotte',
      mistakes: [
        {
          file: 'charlotte/cases/wic.yaml',
          line: expect.any(Number),
          path: 'cases[0].outcome',
          reason: expect.stringContaining('answers ELIGIBLE, not INELIGIBLE'),
        },
      ],
    })
    expect(nyc).toMatchObject({ city: 'nyc', mistakes: [], summary: { name: 'New York City' } })
  })

  it('names the line of a program that is asked about and is not there, or asks back, or is asked about by a definition', () => {
    cities.keepPrograms('scrie', 'drie')
    cities.change('nyc/programs/scrie.yaml', /when: \{ forHead: \{ fact: onLease.*/, 'when: { program: drie }')
    cities.change(
      'nyc/programs/drie.yaml',
      /when: \{ forHead: \{ fact: onLease.*/,
      'when: { any: [{ program: scrie }, { program: sche }] }',
    )
    const rule = '- { id: getsScrie, of: HOUSEHOLD, text: Gets SCRIE., condition: { program: scrie } }\n'
    cities.write('nyc/definitions/gets-scrie.yaml', `# A comment.\n${rule}`)
    const asked = (program: string, of: string, more: string) =>
      expect.stringMatching(
        new RegExp(`^ {2}nyc/programs/${program}.yaml:\\d\\d versions\\[0\\].criteria\\[\\d\\].when${more}: ${of}$`),
      )
    const { out } = check('nyc')
    expect(out.split('\n').slice(1, -1)).toEqual([
      asked('drie', 'asks about scrie, which asks about drie again', '.any\\[0\\].program'),
      asked('drie', 'there is no program sche', '.any\\[1\\].program'),
      asked('scrie', 'asks about drie, which asks about scrie again', '.program'),
      "  nyc/definitions/gets-scrie.yaml:2 [0].condition.program: a definition asks about no program: only a program's own rules may",
    ])
  })

  it('tells an id that cannot be one, and not what follows from it', () => {
    cities.keepPrograms('scrie')
    cities.change('nyc/programs/scrie.yaml', 'id: scrie', 'id: SCRIE')
    expect(check('nyc').out.split('\n').slice(1, -1)).toEqual([
      '  nyc/programs/scrie.yaml:1 id: expected an id of small letters, digits and hyphens',
      '  nyc/queues.yaml:4 [0].programs[0]: there is no program scrie',
    ])
  })

  it('tells a file that is no YAML', () => {
    cities.write('nyc/programs/scrie.yaml', 'id: [scrie')
    expect(check('nyc').out).toMatch(/^nyc: 1 mistake\n {2}nyc\/programs\/scrie.yaml:1: /)
  })

  it('says which cities there are', () => {
    expect(check('gotham')).toEqual({
      status: 1,
      out: '',
      error: `There is no city "gotham" in ${cities.root}: expected one of charlotte, nyc.`,
    })
    expect(hub(['city', 'chekc']).error).toBe('hub city: expected one of check, explain, preview; --help says more.')
  })
})

describe('hub', () => {
  it.each([
    [[], /^The city program hub\.\n\n {2}hub start .*\n {6}everything in one process/],
    [['--help'], /^The city program hub\./],
    [['city', 'preview', '--help'], /^ {2}hub city check [\s\S]*\n {2}hub city preview nyc --with draft --in/],
    [['screen', '-h'], /^ {2}hub screen --city nyc --in households\.jsonl/],
  ])('%j tells how it is used', (args, told) => {
    expect(hub(args)).toEqual({ status: 0, out: expect.stringMatching(told), error: '' })
  })

  it('refuses a verb that is not there, and more than a command takes', () => {
    expect(hub(['scren'])).toMatchObject({ status: 1, error: 'hub scren: there is no such verb.' })
    const expected = 'hub city explain: expected a city and one of its programs, such as nyc scrie.'
    expect(hub(['city', 'explain', 'nyc']).error).toBe(expected)
    expect(hub(['city', 'explain', 'nyc', 'scrie', 'drie']).error).toBe(expected)
    expect(hub(['city', 'preview', 'nyc', 'charlotte']).error).toBe('hub city preview: expected one city, such as nyc.')
  })
})
