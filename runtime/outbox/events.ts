/** What each mutation is called once it has happened. A mutation that is not here leaves no event, and fails a test. */
export const eventOf = {
  registerResident: 'resident.registered',
  updateResident: 'resident.updated',
  recordFacts: 'facts.recorded',
  screenResident: 'screening.taken',
  recordConsent: 'consent.recorded',
  revokeConsent: 'consent.revoked',
  breakGlass: 'break-glass.opened',
  acknowledgeNotices: 'notices.acknowledged',
  startCampaign: 'campaign.started',
  recordConversation: 'conversation.recorded',
  planFollowUp: 'follow-up.planned',
  closeFollowUp: 'follow-up.closed',
  refer: 'referral.sent',
  advanceReferral: 'referral.advanced',
} as const

export type EventfulMutation = keyof typeof eventOf

/** What the command line makes happen. */
export const erased = 'resident.erased'

export type EventName = (typeof eventOf)[EventfulMutation] | typeof erased

/** Codes, ids and instants (as ISO text) that tell what kind of change it was: never a value of a person. */
export type Facts = Readonly<Record<string, string | readonly string[]>>

/** A change that has been made, before it is written down: what it made, whom it is about. */
export interface Happened {
  readonly event: EventName
  readonly residentId: string | null
  readonly subject: { readonly type: string; readonly id: string; readonly version: number }
  readonly facts: Facts
}

/** An event as it is passed on. `attempt` counts how often it was taken up, this time among them. */
export interface OutboxEvent extends Happened {
  readonly id: string
  readonly city: string
  /** The agency that made the change. */
  readonly agency: string
  readonly at: Date
  readonly attempt: number
}
