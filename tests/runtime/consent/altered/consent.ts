import { theRules, type Rules } from '../oracle'
import { day } from '../states'
import { asking, reading } from './reading'

const who = 'it names the holder where it names who may disclose'
const firstDay = 'its first day has come'
const lastDay = 'its last day is not over'
const revoked = 'it is not revoked by now'
const utcDay = (now: number) => new Date(now).toISOString().slice(0, 10)
export const consent: Readonly<Record<string, Rules>> = {
  'the holder is taken for the recipient': reading(
    'CONSENT',
    "it names the caller's agency as a recipient",
    ({ look, consent: read }) => read.recipients.includes(look.holder),
  ),
  'a consent without recipients is for everybody': reading(
    'CONSENT',
    "it names the caller's agency as a recipient",
    ({ look, consent: read }) => read.recipients.length === 0 || read.recipients.includes(look.caller.agency),
  ),
  'the recipient is taken for the holder': reading(
    'CONSENT',
    who,
    ({ look, consent: read }) => read.disclosers.length === 0 || read.disclosers.includes(look.caller.agency),
  ),
  'an agency needs no consent for what it holds itself to be disclosed': reading(
    'CONSENT',
    who,
    ({ look, consent: read }) =>
      read.disclosers.length === 0 || read.disclosers.includes(look.holder) || look.holder === look.caller.agency,
  ),
  'nobody discloses where none is named': reading('CONSENT', who, ({ look, consent: read }) =>
    read.disclosers.includes(look.holder),
  ),
  'any category is enough': reading(
    'CONSENT',
    'it names every category',
    ({ look, consent: read }) =>
      look.categories.length === 0 || look.categories.some((category) => read.categories.includes(category)),
  ),
  'the first category is enough': reading('CONSENT', 'it names every category', ({ look, consent: read }) =>
    look.categories.slice(0, 1).every((category) => read.categories.includes(category)),
  ),
  'no category is none that is agreed to': asking('CONSENT', ({ look }) => look.categories.length > 0),
  'no category asks for no purpose': reading(
    'CONSENT',
    'it names the purpose',
    ({ look, consent: read }) => look.categories.length === 0 || read.purposes.includes(look.purpose),
  ),
  'a consent to service is one to follow-up': reading(
    'CONSENT',
    'it names the purpose',
    ({ look, consent: read }) =>
      read.purposes.includes(look.purpose) || (look.purpose === 'FOLLOW_UP' && read.purposes.includes('SERVICE')),
  ),
  'no consent is to reporting': asking('CONSENT', ({ look }) => look.purpose !== 'REPORTING'),
  'the first day is too early': reading('CONSENT', firstDay, ({ look, consent: read }) => look.today > read.validFrom),
  'the first day is that of the instant, not of the city': reading(
    'CONSENT',
    firstDay,
    ({ look, consent: read }) => utcDay(look.now) >= read.validFrom,
  ),
  'the last day is too late': reading(
    'CONSENT',
    lastDay,
    ({ look, consent: read }) => read.validTo === null || look.today < read.validTo,
  ),
  'the last day is that of the instant, not of the city': reading(
    'CONSENT',
    lastDay,
    ({ look, consent: read }) => read.validTo === null || utcDay(look.now) <= read.validTo,
  ),
  'a consent without a last day is over': reading(
    'CONSENT',
    lastDay,
    ({ look, consent: read }) => read.validTo !== null && look.today <= read.validTo,
  ),
  'a consent without a last day ends with a year': reading(
    'CONSENT',
    lastDay,
    ({ look, consent: read }) =>
      look.today <= (read.validTo ?? `${Number(read.validFrom.slice(0, 4)) + 1}${read.validFrom.slice(4)}`),
  ),
  'a revocation holds from the next instant': reading(
    'CONSENT',
    revoked,
    ({ look, consent: read }) => read.revokedAt === null || look.now <= read.revokedAt,
  ),
  'a revocation to come holds already': reading('CONSENT', revoked, ({ consent: read }) => read.revokedAt === null),
  'a revocation holds from the next day': reading(
    'CONSENT',
    revoked,
    ({ look, consent: read }) => read.revokedAt === null || look.now < read.revokedAt + day,
  ),
  'one revocation revokes them all': reading('CONSENT', revoked, ({ look, grounds }) =>
    grounds.consents.every(({ revokedAt }) => revokedAt === null || look.now < revokedAt),
  ),
  'only the first consent is read': asking('CONSENT', ({ grounds, consent: read }) => read === grounds.consents[0]),
  'only the last consent is read': asking('CONSENT', ({ grounds, consent: read }) => read === grounds.consents.at(-1)),
  'only the first consent for the agency is read': asking(
    'CONSENT',
    ({ look, grounds, consent: read }) =>
      read === grounds.consents.find(({ recipients }) => recipients.includes(look.caller.agency)),
  ),
  'categories of several consents add up': reading('CONSENT', 'it names every category', ({ look, grounds }) =>
    look.categories.every((category) => grounds.consents.some(({ categories }) => categories.includes(category))),
  ),
  'purposes of several consents add up': reading('CONSENT', 'it names the purpose', ({ look, grounds }) =>
    grounds.consents.some((read) => read.purposes.includes(look.purpose)),
  ),
  'recipients of several consents add up': reading(
    'CONSENT',
    "it names the caller's agency as a recipient",
    ({ look, grounds }) => grounds.consents.some((read) => read.recipients.includes(look.caller.agency)),
  ),
  'disclosers of several consents add up': reading('CONSENT', who, ({ look, grounds }) =>
    grounds.consents.some(({ disclosers }) => disclosers.length === 0 || disclosers.includes(look.holder)),
  ),
  'days of several consents add up': {
    ...theRules,
    sentences: {
      ...theRules.sentences,
      CONSENT: {
        ...theRules.sentences.CONSENT,
        [firstDay]: ({ look, grounds }) => grounds.consents.some(({ validFrom }) => validFrom <= look.today),
        [lastDay]: ({ look, grounds }) => grounds.consents.some(({ validTo }) => validTo === null || look.today <= validTo),
      },
    },
  },
}
