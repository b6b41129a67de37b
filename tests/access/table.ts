import type { AnyRole } from '../../runtime/caller'
import type { DataCategory, Purpose } from '../../runtime/consent/grounds'

/**
 * Who may read what, written down a second time: by hand, field by field, and not from `@access`. The matrix judges every reply by this
 * table alone, so a rule that is changed has to be changed here too.
 */
export interface Line {
  readonly area: Area
  readonly category?: DataCategory
  readonly purpose?: Purpose
  /** The privacy officer reads it without a ground. */
  readonly oversight?: true
}

const reading = [
  'programs',
  'grounds',
  'records',
  'conversations',
  'referrals',
  'counts',
  'oversight',
  'self',
  'notices',
] as const
const writing = ['register', 'screen', 'agree', 'emergency', 'talk', 'campaign', 'send', 'relay'] as const
export type Area = (typeof reading)[number] | (typeof writing)[number]

const worker: readonly Area[] = [
  ...reading.filter((area) => !['oversight', 'self', 'notices'].includes(area)),
  ...(['register', 'screen', 'agree', 'talk', 'send'] as const),
]

/** What each role may ever see or do, whatever the ground. */
export const areas: Readonly<Record<AnyRole, readonly Area[]>> = {
  outreach: worker,
  caseworker: [...worker, 'emergency', 'notices'],
  supervisor: [...worker, 'emergency', 'campaign', 'notices'],
  program_admin: ['programs', 'counts'],
  privacy_officer: ['programs', 'grounds', 'records', 'oversight', 'notices'],
  auditor: ['programs'],
  service: ['programs', 'grounds', 'referrals', 'counts', 'notices'],
  resident: ['programs', 'grounds', 'records', 'conversations', 'referrals', 'oversight', 'self'],
  developer: ['programs'],
  tool: worker.filter((area) => area !== 'counts'),
  hub: ['programs', 'relay'],
}

const identity = { area: 'records', category: 'IDENTITY', purpose: 'SERVICE' } as const
const contact = { area: 'records', category: 'CONTACT', purpose: 'SERVICE' } as const
const agreed = { ...identity, oversight: true } as const

const lines: readonly (readonly [Line, string])[] = [
  [{ area: 'grounds' }, 'Resident.grounds'],
  [identity, 'Resident.givenName Resident.familyName Resident.birthDate Resident.registeredBy Resident.registeredAt'],
  [contact, 'Resident.language Resident.address Resident.contactPoints Resident.safeContact'],
  [agreed, 'Resident.consents Consent.categories Consent.sensitive Consent.purposes Consent.given Consent.wording'],
  [agreed, 'Consent.validFrom Consent.validTo Consent.recordedAt Consent.revokedAt Consent.version'],
  [agreed, 'Consent.recipients Consent.disclosers'],
  [{ ...agreed, area: 'oversight' }, 'Resident.breakGlasses Resident.whoLooked'],
  [{ ...agreed, area: 'oversight' }, 'Resident.whoLookedAtConversations Resident.whoLookedAtReferrals'],
  [{ area: 'records', category: 'HOUSEHOLD', purpose: 'SCREENING' }, 'Resident.screenings'],
  [{ area: 'records' }, 'Resident.city Resident.contactPolicy Resident.memberId Resident.version Resident.household'],
  // What of facts and answers may not be read is withheld inside them.
  [{ area: 'records' }, 'Resident.facts Resident.eligibility Resident.interview Household.facts'],
  [{ area: 'records' }, 'Household.version Household.updatedAt Screening.purpose Screening.asOf Screening.takenAt'],
  [{ area: 'records' }, 'Screening.agency Screening.facts Screening.resident Screening.results Screening.interview'],
  [{ area: 'records' }, 'Consent.resident Query.resident Query.residents Query.household Query.screening'],
  [{ area: 'conversations', category: 'NOTES', purpose: 'SERVICE' }, 'Resident.conversations'],
  [{ area: 'conversations', category: 'NOTES', purpose: 'SERVICE' }, 'Conversation.note Conversation.place Conversation.needs'],
  [{ area: 'conversations', category: 'NOTES', purpose: 'FOLLOW_UP' }, 'Resident.followUps FollowUp.task FollowUp.result'],
  [{ area: 'conversations', category: 'CONTACT', purpose: 'SERVICE' }, 'Resident.lastContact'],
  [{ area: 'conversations' }, 'Conversation.channel Conversation.outcome Conversation.occurredAt Conversation.recordedAt'],
  [{ area: 'conversations' }, 'Conversation.worker Conversation.agency Conversation.resident Conversation.campaign'],
  [{ area: 'conversations' }, 'Conversation.followUps FollowUp.due FollowUp.status FollowUp.agency FollowUp.closedAt'],
  [{ area: 'conversations' }, 'FollowUp.version FollowUp.resident FollowUp.conversation Query.campaign Query.campaigns'],
  [{ area: 'conversations' }, 'Query.conversation Query.conversations Query.followUps'],
  [{ area: 'referrals', category: 'NOTES', purpose: 'SERVICE' }, 'Referral.note ReferralEvent.note'],
  [{ area: 'referrals' }, 'Resident.referrals Program.queues Conversation.referrals IntakeQueue.referrals'],
  [{ area: 'referrals' }, 'Referral.fromAgency Referral.toAgency Referral.status Referral.outcome Referral.createdAt'],
  [{ area: 'referrals' }, 'Referral.changedAt Referral.version Referral.resident Referral.program Referral.queue'],
  [{ area: 'referrals' }, 'Referral.screening Referral.conversation Referral.history Referral.nextSteps'],
  [{ area: 'referrals' }, 'Query.intakeQueue Query.intakeQueues Query.referral Mutation.advanceReferral'],
  [{ area: 'counts' }, 'Program.openReferrals'],
  [{ area: 'programs' }, 'Query.screen Query.interview Query.program Query.programs Query.agency Query.agencies'],
  [{ area: 'self' }, 'Query.me'],
  [{ area: 'notices' }, 'Query.revocationNotices Mutation.acknowledgeNotices'],
  [{ area: 'register' }, 'Mutation.registerResident Mutation.updateResident Mutation.recordFacts'],
  [{ area: 'screen' }, 'Mutation.screenResident'],
  [{ area: 'agree' }, 'Mutation.recordConsent Mutation.revokeConsent'],
  [{ area: 'emergency' }, 'Mutation.breakGlass'],
  [{ area: 'talk' }, 'Mutation.recordConversation Mutation.planFollowUp Mutation.closeFollowUp'],
  [{ area: 'campaign' }, 'Mutation.startCampaign'],
  [{ area: 'send' }, 'Mutation.refer'],
  [{ area: 'relay' }, 'Mutation._outbox Mutation._settled'],
  [{ area: 'relay' }, 'Mutation._noteContact Mutation._noticeRevocation Mutation._stopContact'],
]

/** The table by coordinate: `Resident.givenName`. */
export const table: ReadonlyMap<string, Line> = new Map(
  lines.flatMap(([line, coordinates]) => coordinates.split(' ').map((one) => [one, line] as const)),
)

/** The kind of every planted fact. */
export const factKinds: Readonly<Record<string, DataCategory>> = {
  county: 'CONTACT',
  rentMonthly: 'HOUSEHOLD',
  assets: 'HOUSEHOLD',
  tenure: 'HOUSING_LEGAL',
  evictionCase: 'HOUSING_LEGAL',
  daysAtAddress: 'HOUSING_LEGAL',
  birthDate: 'IDENTITY',
  medicallyFrail: 'HEALTH',
  incomes: 'HOUSEHOLD',
}
