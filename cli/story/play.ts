import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { v5 } from 'uuid'
import { addDays } from '../../runtime/days'
import { packageRoot } from '../../runtime/root'
import type { Send } from './client'
import type { Scene } from './scenes'

/** Tells a step: what was done, and what came of it. */
export type Tell = (step: string, outcome: string) => void

const folder = join(packageRoot, 'schema', 'story')

/** The operation of a step, from the same files the IDE and the README show. */
function operation(name: string): string {
  const file = readdirSync(folder).find((one) => one.endsWith(`-${name}.graphql`)) as string
  return readFileSync(join(folder, file), 'utf8')
}

function hold(holds: boolean, what: string): void {
  if (!holds) throw new Error(`expected ${what}`)
}

const namespace = '5e6b0f8e-2f0b-4c53-9c1d-0f4f2a6a7c11'

/**
 * Plays one household from the door to the outcome. `run` names the run: its ids and keys follow from it, so a run that was cut off
 * can be played again and goes on where it stopped.
 */
export async function play(scene: Scene, run: string, send: Send, tell: Tell): Promise<void> {
  const id = (what: string) => v5(`${scene.program}/${run}/${what}`, namespace)
  const key = (what: string) => `story-${scene.program}-${run}-${what}`.slice(0, 100)
  const { outreach, department } = scene
  const residentId = id('resident')
  const headId = id('head')
  const contact = `${scene.contact} ext ${run}`

  const { residents } = await send(outreach, operation('find'), { contact })
  const known = residents.nodes.some((node: { id: string }) => node.id === residentId)
  tell('find', known ? 'on record already: this run goes on' : 'not on record')

  const { registerResident } = await send(outreach, operation('meet'), {
    input: {
      idempotencyKey: key('meet'),
      id: residentId,
      ...scene.person,
      contactPoints: [{ kind: 'PHONE', value: contact, preferred: true }],
      memberId: headId,
      facts: { ...scene.facts, members: [{ id: headId, relationship: 'HEAD', ...scene.head }] },
    },
  })
  hold(registerResident.id === residentId, 'the resident under the id that was chosen')
  tell('register', `resident ${residentId}`)

  const followUpId = id('follow-up')
  const { recordConversation } = await send(outreach, operation('conversation'), {
    input: {
      idempotencyKey: key('conversation'),
      id: id('conversation'),
      residentId,
      ...scene.conversation,
      followUp: {
        id: followUpId,
        due: addDays(new Date().toISOString().slice(0, 10), 14),
        task: 'Call back: did the referral help?',
      },
    },
  })
  hold(recordConversation.followUps.length === 1, 'one follow-up')
  tell(
    'conversation',
    `${recordConversation.outcome}, needs ${recordConversation.needs.join(', ')}, follow-up due ${recordConversation.followUps[0].due}`,
  )

  const screen = async (what: string) => {
    const input = { idempotencyKey: key(what), id: id(what), residentId }
    const { screenResident } = await send(outreach, operation('screen'), { input, programs: [scene.program] })
    return screenResident.results[0]
  }
  const first = await screen('screening-1')
  hold(first.outcome === 'NEEDS_INFORMATION', `NEEDS_INFORMATION, not ${first.outcome}`)
  hold(
    first.missing.length === 1 && first.missing[0].fact === scene.missing,
    `exactly ${scene.missing} to be missing, not ${JSON.stringify(first.missing)}`,
  )
  tell('screen', `${scene.program}: ${first.outcome}, missing ${scene.missing}: "${first.missing[0].question.en}"`)

  const { recordFacts } = await send(outreach, operation('facts'), {
    input: {
      idempotencyKey: key('facts'),
      householdId: registerResident.household.id,
      expectedVersion: 1,
      facts: { ...scene.told.household, ...(scene.told.head ? { members: [{ id: headId, ...scene.told.head }] } : {}) },
    },
  })
  hold(recordFacts.version === 2, 'the household at version 2')
  tell('ask', `${scene.missing} is known now`)

  const second = await screen('screening-2')
  hold(second.outcome === 'ELIGIBLE', `ELIGIBLE, not ${second.outcome}`)
  const laws = new Set<string>(second.criteria.map((criterion: { citation: { law: string } }) => criterion.citation.law))
  tell('screen again', `${scene.program}: ${second.outcome}, by ${[...laws].join('; ')}`)

  const referralId = id('referral')
  const { agency } = second.program
  const { recordConsent, refer } = await send(outreach, operation('refer'), {
    consent: {
      idempotencyKey: key('consent'),
      id: id('consent'),
      residentId,
      recipientIds: [agency.id],
      categories: ['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'HEALTH', 'HOUSING_LEGAL', 'NOTES'],
      purposes: ['SCREENING', 'SERVICE', 'FOLLOW_UP'],
      given: 'VERBAL',
      wording: 'tenant-help-v1',
    },
    input: {
      idempotencyKey: key('refer'),
      id: referralId,
      residentId,
      programId: second.program.id,
      screeningId: id('screening-2'),
      conversationId: id('conversation'),
    },
  })
  hold(refer.screening.id === id('screening-2'), 'the referral to cite the screening')
  tell('consent', `${recordConsent.recipients[0].code} may read ${recordConsent.categories.length} kinds of data`)
  tell('refer', `to ${refer.toAgency}, queue ${refer.queue.code}, citing the screening of ${refer.screening.takenAt}`)

  const { intakeQueues } = await send(department, operation('queue'), {})
  const queue = intakeQueues.nodes.find((node: { code: string }) => node.code === scene.queue)
  const waiting = queue.referrals.nodes.some((node: { id: string }) => node.id === referralId)
  hold(waiting || known, 'the referral in the queue of the department')
  tell('queue', `${department.agency} sees ${queue.referrals.nodes.length} waiting`)

  const steps = [{ step: 'ACCEPT' }, { step: 'START' }, { step: 'COMPLETE', outcome: 'GOT_HELP' }]
  for (const [index, step] of steps.entries()) {
    const input = { idempotencyKey: key(step.step), id: referralId, expectedVersion: index + 1, ...step }
    const { advanceReferral } = await send(department, operation('advance'), { input })
    hold(advanceReferral !== null, `the step ${step.step}`)
    tell(
      step.step.toLowerCase(),
      `${advanceReferral.status}${advanceReferral.outcome ? `, outcome ${advanceReferral.outcome}` : ''}`,
    )
  }

  const { closeFollowUp } = await send(outreach, operation('follow-up'), {
    input: { idempotencyKey: key('close'), id: followUpId, expectedVersion: 1, result: 'Has help.' },
  })
  hold(closeFollowUp.status === 'DONE', 'the follow-up to be DONE')
  tell('follow-up', `${closeFollowUp.status}: ${closeFollowUp.result}`)

  const { resident } = await send(department, operation('department'), { id: residentId })
  const answer = resident.eligibility.find((one: { program: { code: string } }) => one.program.code === scene.program)
  hold(answer?.outcome === 'ELIGIBLE', 'the eligibility in the department query')
  hold(resident.conversations.nodes.length === 1, 'one conversation')
  hold(resident.followUps.nodes.length === 1 && resident.followUps.nodes[0].status === 'DONE', 'one follow-up, done')
  hold(resident.referrals.nodes.length === 1 && resident.referrals.nodes[0].outcome === 'GOT_HELP', 'one referral, with help')
  const history = resident.referrals.nodes[0].history.map((event: { toStatus: string }) => event.toStatus)
  tell('department', `one query: ${answer.outcome}; 1 conversation; follow-up done; referral ${history.join(' -> ')}`)
}
