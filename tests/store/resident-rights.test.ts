import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { subgraphNames } from '../../runtime/config'
import type { DataSource } from 'typeorm'
import { models } from '../../cli/subgraphs'
import { operatorIn } from '../../cli/operator'
import { eraseResident } from '../../cli/resident/erase-resident'
import { type Plan, planErasure } from '../../cli/resident/plan-erasure'
import { asSystem } from '../../runtime/database/as'
import { openDatabase } from '../../runtime/database/open'
import { isRefusal } from '../../runtime/errors'
import { newId } from '../../runtime/ids'
import { packageRoot } from '../../runtime/root'
import { openTestHub, type TestHub } from '../hub'
import { hub } from '../cli/hub-command'
import { key, openWorld, type Who, type World } from '../http/world'

/** A resident of whom something that is found again stands in every place where something can stand. */
interface Planted {
  readonly resident: string
  readonly household: string
  readonly member: string
  readonly conversation: string
  readonly followUp: string
  readonly screening: string
  readonly consent: string
  readonly referral: string
}

const mark = 'Zebedee'
/** Amounts in cents as they stand in the database, a birth date, a sensitive need. */
const marks = [mark, '876543', '1931-02-03', 'INTIMATE_PARTNER_VIOLENCE', 'zebedee@']

const schemas = [...subgraphNames, 'gateway']

function rowsOf<Row = any>(source: DataSource, text: string, values: unknown[] = []): Promise<Row[]> {
  return asSystem(source, (manager) => manager.query<Row[]>(text, values))
}

/** Every row of every table of the hub, as text: the audit logs are among them. */
async function dump(source: DataSource): Promise<readonly string[]> {
  const tables = await rowsOf<{ name: string }>(
    source,
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_schema = any($1) order by 1`,
    [schemas],
  )
  const rows: string[] = []
  for (const { name } of tables) {
    for (const { text } of await rowsOf<{ text: string }>(source, `select t::text as text from ${name} t order by 1`))
      rows.push(`${name} ${text}`)
  }
  return rows
}

const found = (rows: readonly string[]) =>
  rows.filter((row) => marks.some((one) => row.toLowerCase().includes(one.toLowerCase()))).map((row) => row.split(' ')[0])

async function plant(test: TestHub, world: World, householdId?: string): Promise<Planted> {
  const send = async (who: Who, name: string, type: string, selection: string, input: object): Promise<any> => {
    const query = `mutation($input: ${type}!) { ${name}(input: $input) { ${selection} } }`
    const { data, errors } = await test.ask(who, query, { input: { idempotencyKey: key(), ...input } })
    if (errors.length > 0) throw new Error(`${name}: ${errors[0]?.message}`)
    return data[name]
  }
  const { who } = world
  const member = randomUUID()
  const incomes = [{ type: 'WAGES', amount: '8765.43', frequency: 'MONTHLY' }]
  const person = await send(who, 'registerResident', 'RegisterResidentInput', 'id household { id }', {
    givenName: mark,
    familyName: `${mark}son`,
    birthDate: '1931-02-03',
    memberId: member,
    address: { line1: `12 ${mark} Street`, building: `${mark} House` },
    contactPoints: [{ kind: 'EMAIL', value: 'zebedee@example.org', preferred: true }],
    facts: { livesInCity: true, members: [{ id: member, incomes }] },
    ...(householdId === undefined ? {} : { householdId }),
  })
  const residentId = person.id as string
  const conversation = await send(who, 'recordConversation', 'RecordConversationInput', 'id', {
    residentId,
    channel: 'DOOR',
    outcome: 'REACHED',
    needs: ['INTIMATE_PARTNER_VIOLENCE'],
    note: `${mark} opened the door.`,
    place: `${mark} House`,
  })
  const followUp = await send(who, 'planFollowUp', 'PlanFollowUpInput', 'id', {
    residentId,
    conversationId: conversation.id,
    followUp: { due: '2100-12-31', task: `Call ${mark} back.` },
  })
  const screening = await send(who, 'screenResident', 'ScreenResidentInput', 'id', { residentId })
  const agreed = { residentId, recipientIds: [world.agency], categories: ['HOUSEHOLD'], purposes: ['SERVICE'], given: 'VERBAL' }
  const consent = await send(who, 'recordConsent', 'RecordConsentInput', 'id', {
    ...agreed,
    sensitive: ['INTIMATE_PARTNER_VIOLENCE'],
    wording: `${mark}-v1`,
  })
  const revoked = await send(who, 'recordConsent', 'RecordConsentInput', 'id', { ...agreed, wording: 'v1' })
  await send(who, 'revokeConsent', 'RevokeConsentInput', 'id', { id: revoked.id })
  await send(['caseworker', 'nyc', world.who[2]], 'breakGlass', 'BreakGlassInput', 'id', {
    residentId,
    reason: `${mark} is in danger.`,
  })
  const referral = await send(who, 'refer', 'ReferInput', 'id', {
    residentId,
    programId: world.program,
    screeningId: screening.id,
    conversationId: conversation.id,
    note: `${mark} has a court date.`,
  })
  await send(who, 'advanceReferral', 'AdvanceReferralInput', 'id', {
    id: referral.id,
    expectedVersion: 1,
    step: 'ACCEPT',
    note: `${mark} came in.`,
  })
  await test.hub.relay.deliver(subgraphNames)
  return {
    resident: residentId,
    household: person.household.id,
    member,
    conversation: conversation.id,
    followUp: followUp.id,
    screening: screening.id,
    consent: consent.id,
    referral: referral.id,
  }
}

describe('a resident', () => {
  let test: TestHub
  let world: World
  let planted: Planted
  let source: DataSource
  beforeEach(async () => {
    test = await openTestHub()
    world = await openWorld(test, 'nyc')
    planted = await plant(test, world)
    source = test.hub.database.source
  })
  afterEach(() => test.close())

  const wish = { city: 'nyc', timeZone: 'America/New_York', reason: 'Written request, file 4711' }

  /** What was done, or the refusal. */
  function erase(residentId: string, force: boolean, reason = wish.reason) {
    return asSystem(source, async (manager) => {
      const asked = { ...wish, residentId, force, reason }
      const plan = await planErasure(manager, asked)
      if (!isRefusal(plan)) await eraseResident(manager, asked, plan, operatorIn('nyc'), new Date())
      return plan
    })
  }

  it('who is erased is found in no table of any schema', async () => {
    expect(new Set(found(await dump(source)))).toEqual(
      new Set([
        'conversations.conversation',
        'conversations.follow_up',
        'referrals.referral',
        'referrals.referral_event',
        'residents.break_glass',
        'residents.consent',
        'residents.contact_point',
        'residents.household',
        'residents.resident',
        'residents.screening',
      ]),
    )
    await erase(planted.resident, true)
    expect(found(await dump(source))).toEqual([])
  })

  it('who is erased leaves what is counted: that somebody was spoken with, and how a case ended', async () => {
    await erase(planted.resident, true)
    const [conversation] = await rowsOf(source, 'select * from conversations.conversation where id = $1', [planted.conversation])
    expect(conversation).toMatchObject({ channel: 'DOOR', outcome: 'REACHED', note: null, place: null, needs: [] })
    const [referral] = await rowsOf(source, 'select * from referrals.referral where id = $1', [planted.referral])
    expect(referral).toMatchObject({ status: 'CANCELLED', program_id: world.program, note: null, screening_id: null, version: 3 })
    const events = await rowsOf(source, 'select * from referrals.referral_event where referral_id = $1 order by version', [
      planted.referral,
    ])
    expect(events.map(({ step, to_status: to, reason, note }) => [step, to, reason, note])).toEqual([
      [null, 'REQUESTED', null, null],
      ['ACCEPT', 'ACCEPTED', null, null],
      ['CANCEL', 'CANCELLED', 'RESIDENT_DECLINED', null],
    ])
    for (const table of ['resident', 'screening', 'consent', 'contact_point', 'contact_note', 'break_glass', 'revocation_notice'])
      expect(
        await rowsOf(source, `select * from residents.${table} where ${table === 'resident' ? 'id' : 'resident_id'} = $1`, [
          planted.resident,
        ]),
      ).toEqual([])
  })

  it('who is erased is nobody to a department that reads what is left', async () => {
    await erase(planted.resident, true)
    const { data, errors } = await test.ask(
      world.who,
      `query($referral: UUID!, $resident: UUID!) {
        referral(id: $referral) { status note screening { id } resident { id givenName } conversation { outcome note } }
        resident(id: $resident) { givenName }
      }`,
      { referral: planted.referral, resident: planted.resident },
    )
    expect(data).toEqual({
      referral: {
        status: 'CANCELLED',
        note: null,
        screening: null,
        resident: { id: planted.resident, givenName: null },
        conversation: { outcome: 'REACHED', note: null },
      },
      resident: null,
    })
    expect(errors.map(({ path, extensions }) => [path?.join('.'), extensions['code']]).toSorted()).toEqual([
      ['referral.conversation.note', 'SERVICE_UNAVAILABLE'],
      ['referral.note', 'SERVICE_UNAVAILABLE'],
      ['resident', 'NOT_FOUND'],
    ])
  })

  it('who is erased is told of by an event and in the logs, with ids alone', async () => {
    await erase(planted.resident, true)
    const [event] = await rowsOf(source, `select * from residents.outbox where event = 'resident.erased'`)
    expect(event).toMatchObject({
      city: 'nyc',
      resident_id: planted.resident,
      subject_type: 'Resident',
      subject_id: planted.resident,
      version: 2,
      facts: { recipients: [world.agency] },
    })
    const log = await rowsOf(
      source,
      `select subject_type, subject_id, operation, fields from conversations.audit where action = 'PURGE' order by subject_type`,
    )
    const operation = 'hub resident erase --force: Written request, file 4711'
    expect(log).toEqual([
      {
        subject_type: 'Conversation',
        subject_id: planted.conversation,
        operation,
        fields: ['Conversation.note', 'Conversation.place', 'Conversation.needs'],
      },
      { subject_type: 'FollowUp', subject_id: planted.followUp, operation, fields: ['FollowUp'] },
    ])
    await test.hub.relay.deliver(subgraphNames)
    expect(await rowsOf(source, `select id from residents.outbox where delivered_at is null`)).toEqual([])
  })

  it('who is erased leaves those of their household as many as they were, and takes nothing of theirs', async () => {
    const housemate = await plant(test, world, planted.household)
    const mates = ['residents.resident', 'residents.contact_point', 'conversations.conversation', 'referrals.referral']
    const ofMate = async () =>
      Promise.all(
        mates.map((table) =>
          rowsOf(source, `select * from ${table} where ${table === 'residents.resident' ? 'id' : 'resident_id'} = $1`, [
            housemate.resident,
          ]),
        ),
      )
    const before = await ofMate()
    const plan = (await erase(planted.resident, true)) as Plan
    expect(plan.steps.filter(({ does, kind }) => does === 'blanks' && ['households', 'screenings'].includes(kind))).toEqual([
      { does: 'blanks', kind: 'households', id: planted.household, residentId: null, fields: ['Household.facts'] },
      { does: 'blanks', kind: 'screenings', id: housemate.screening, residentId: null, fields: ['Screening.facts'] },
    ])
    expect(await ofMate()).toEqual(before)
    for (const [table, id] of [
      ['household', planted.household],
      ['screening', housemate.screening],
    ] as const) {
      const [row] = await rowsOf(source, `select facts from residents.${table} where id = $1`, [id])
      expect(row.facts.members).toHaveLength(2)
      expect(row.facts.members).toContainEqual({ id: planted.member })
      expect(row.facts.members).toContainEqual(expect.objectContaining({ id: housemate.member, incomes: expect.any(Array) }))
    }
    await erase(housemate.resident, true)
    expect(found(await dump(source))).toEqual([])
    expect(await rowsOf(source, 'select id from residents.household where id = $1', [planted.household])).toEqual([])
  })

  it('who is erased is not made anew by a phone that sends again', async () => {
    const input = { idempotencyKey: 'phone-key-1', id: newId(), familyName: mark }
    const register = () =>
      test.ask(world.who, 'mutation($input: RegisterResidentInput!) { registerResident(input: $input) { id } }', { input })
    expect((await register()).errors).toEqual([])
    await erase(input.id, false)
    expect((await register()).errors[0]?.extensions['code']).toBe('IDEMPOTENCY_MISMATCH')
    expect(found(await dump(source))).not.toContain('residents.idempotency')
  })

  it('of another city is not found, and nothing of another city or another resident is touched', async () => {
    const others = (rows: readonly string[]) =>
      rows.filter((row) => !row.includes(planted.resident) && !row.includes(planted.household) && !row.includes(planted.referral))
    const tables = (rows: readonly string[]) => others(rows).filter((row) => !/^\w+\.(audit\w*|outbox|idempotency) /.test(row))
    const elsewhere = await openWorld(test, 'charlotte')
    const before = await dump(source)
    expect(await erase(elsewhere.resident, true)).toMatchObject({ refused: 'NOT_FOUND' })
    expect(await dump(source)).toEqual(before)
    await erase(planted.resident, true)
    expect(tables(await dump(source))).toEqual(tables(before))
  })

  it('is not erased for a reason that says who they are', async () => {
    const before = await dump(source)
    expect(await erase(planted.resident, true, 'zebedeeson wants it')).toMatchObject({
      refused: 'BAD_USER_INPUT',
      field: 'reason',
    })
    expect(await dump(source)).toEqual(before)
  })

  it('is erased by a command that tells first what it would do, and has no open case in its way but by force', async () => {
    const { url } = source.options as { url?: string }
    const settings = { HUB_DATA: test.data, ...(url === undefined ? {} : { DATABASE_URL: url }) }
    const place = url === undefined ? { folder: test.data } : { url }
    await test.hub.close()
    const command = (...args: string[]) =>
      hub(['resident', 'erase', planted.resident, '--city', 'nyc', '--reason', wish.reason, ...args], settings)
    const looked = async <T>(look: (opened: DataSource) => Promise<T>) => {
      const database = await openDatabase(place, Object.values(models))
      try {
        return await look(database.source)
      } finally {
        await database.close()
      }
    }
    const before = await looked(dump)
    const refused = command()
    expect(refused).toEqual({
      status: 1,
      out: `open     referrals ${planted.referral}: ACCEPTED\n`,
      error:
        'A referral is still open: somebody works on the case. End it first, or give --force, which cancels it; the reason is on record.',
    })
    expect(command('--dry-run')).toMatchObject({
      status: 1,
      out: expect.stringContaining(`\ndeletes  residents ${planted.resident}\n`),
    })
    const dry = command('--dry-run', '--force')
    expect([dry.status, dry.error]).toEqual([0, ''])
    expect(dry.out).toMatch(/\nNothing was changed: this is what it would do\.\n$/)
    expect(await looked(dump)).toEqual(before)

    const ran = command('--force')
    expect([ran.status, ran.error]).toEqual([0, ''])
    expect(ran.out.split('\n').slice(0, -2)).toEqual(dry.out.split('\n').slice(0, -2))
    expect(ran.out).toContain(`cancels  referrals ${planted.referral}: Referral.status\n`)
    expect(found(await looked(dump))).toEqual([])
    expect(hub(['audit', 'verify'], settings)).toMatchObject({ status: 0, error: '' })
    expect(command('--force').error).toBe(`There is no resident ${planted.resident} in nyc.`)
  }, 120_000)

  it('takes away everything that is held about them, in a file that its owner alone may read, and that is on record before', async () => {
    const { url } = source.options as { url?: string }
    const settings = { HUB_DATA: test.data, ...(url === undefined ? {} : { DATABASE_URL: url }) }
    await test.hub.close()
    const out = join(test.data, 'mine.json')
    const command = (id: string, file: string) => hub(['resident', 'export', id, '--city', 'nyc', '--out', file], settings)
    expect(command(planted.resident, out)).toEqual({
      status: 0,
      out: `everything about the resident ${planted.resident} in ${out}\n`,
      error: '',
    })
    expect(statSync(out).mode & 0o777).toBe(0o600)
    const text = readFileSync(out, 'utf8')
    const copy = JSON.parse(text) as Record<string, any>
    expect(copy).toMatchObject({
      city: 'nyc',
      resident: {
        id: planted.resident,
        givenName: mark,
        birthDate: '1931-02-03',
        address: { line1: `12 ${mark} Street` },
        contactPoints: [{ kind: 'EMAIL', value: 'zebedee@example.org', preferred: true }],
        lastContact: { conversationId: planted.conversation },
        household: { facts: { members: [{ id: planted.member, incomes: [{ type: 'WAGES', amount: '8765.43' }] }] } },
      },
      screenings: [{ id: planted.screening, facts: { members: [{ incomes: [{ amount: '8765.43' }] }] } }],
      conversations: [{ id: planted.conversation, needs: ['INTIMATE_PARTNER_VIOLENCE'], note: `${mark} opened the door.` }],
      followUps: [{ id: planted.followUp, task: `Call ${mark} back.` }],
      referrals: [{ id: planted.referral, note: `${mark} has a court date.`, history: [{}, { note: `${mark} came in.` }] }],
      breakGlasses: [{ reason: `${mark} is in danger.` }],
    })
    expect(copy['consents']).toHaveLength(2)
    expect(copy['revocationNotices']).toHaveLength(1)
    expect(copy['events'].map(({ event }: { event: string }) => event)).toContain('referral.advanced')
    expect(
      copy['whoLooked'].filter(({ action }: { action: string }) => action === 'EXPORT').map(({ department }: any) => department),
    ).toEqual([...subgraphNames])
    const texts = [`${mark}son`, `${mark} House`, `${mark}-v1`, `Call ${mark} back.`, `${mark} came in.`, ...marks.slice(1)]
    expect(texts.filter((one) => one !== '876543' && !text.includes(one))).toEqual([])

    expect(command(planted.resident, out).error).toBe(`--out: ${out} cannot be made (EEXIST).`)
    const nobody = join(test.data, 'nobody.json')
    expect(command(newId(), nobody).error).toMatch(/^There is no resident [\w-]{36} in nyc\.$/)
    expect(existsSync(nobody)).toBe(false)
  }, 120_000)

  it('is served by the commands of the README as they stand', async () => {
    const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8')
    const commands = [...readme.matchAll(/^npm run --silent hub -- ((?:purge|resident) .+)$/gm)].map(
      ([, command = '']) => command,
    )
    expect(commands.map((command) => command.split(' ').slice(0, 2).join(' '))).toEqual([
      'purge --city',
      'purge --city',
      'resident export',
      'resident erase',
    ])
    const [, id] = /resident erase (\S+)/.exec(commands[3] as string) ?? []
    const input = { idempotencyKey: key(), id, familyName: 'Storyteller' }
    const { errors } = await test.ask(
      world.who,
      'mutation($input: RegisterResidentInput!) { registerResident(input: $input) { id } }',
      { input },
    )
    expect(errors).toEqual([])
    const { url } = source.options as { url?: string }
    const settings = { HUB_DATA: test.data, ...(url === undefined ? {} : { DATABASE_URL: url }) }
    await test.hub.close()
    for (const command of commands) {
      const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare = '']) => quoted ?? bare)
      const ran = hub(
        words.map((word) => (word.endsWith('.json') ? join(test.data, word) : word)),
        settings,
      )
      expect([command, ran.status]).toEqual([command, 0])
    }
  }, 120_000)
})
