import { enumFrom } from '../../../schema/shared/enums'
import { outcomes, reasons, statuses, steps } from '../domain/life'

const meanings = <Table extends Readonly<Record<string, { readonly meaning: string }>>>(table: Table) =>
  Object.fromEntries(Object.entries(table).map(([name, { meaning }]) => [name, meaning])) as {
    readonly [Name in keyof Table]: string
  }

export const ReferralStatus = enumFrom('ReferralStatus', 'Where a referral stands.', meanings(statuses))

export const ReferralStep = enumFrom('ReferralStep', 'What can be done with a referral.', meanings(steps))

export const ReferralOutcome = enumFrom('ReferralOutcome', 'What came of a referral, apart from its status.', outcomes)

export const ReferralReason = enumFrom('ReferralReason', 'Why a referral was declined, paused, taken back or ended.', reasons)

export const Weekday = enumFrom('Weekday', 'A day of the week.', {
  MONDAY: 'Monday.',
  TUESDAY: 'Tuesday.',
  WEDNESDAY: 'Wednesday.',
  THURSDAY: 'Thursday.',
  FRIDAY: 'Friday.',
  SATURDAY: 'Saturday.',
  SUNDAY: 'Sunday.',
})
