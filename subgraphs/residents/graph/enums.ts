import { enumFrom } from '../../../schema/shared/enums'

export const ContactPolicy = enumFrom('ContactPolicy', 'Whether the city may get in touch with the resident of its own accord.', {
  CONTACT_ALLOWED: 'The city may get in touch.',
  SAFE_CONTACT_ONLY: 'Only in the way the resident has called safe, which is in `safeContact`: no list may name them.',
  DO_NOT_CONTACT: 'The resident asked not to be contacted: no list may name them.',
})

export const ContactPointKind = enumFrom('ContactPointKind', 'A way to reach someone.', {
  PHONE: 'A telephone number for calls.',
  TEXT: 'A telephone number for text messages.',
  EMAIL: 'An e-mail address.',
  OTHER: 'Another way, such as a neighbor who takes messages.',
})

export const Purpose = enumFrom('Purpose', 'What the data are used for.', {
  SCREENING: 'Finding out which programs may help.',
  SERVICE: 'Working on the case.',
  FOLLOW_UP: 'Getting back to the resident until the issue is resolved.',
  REPORTING: 'Counting, without names, what was done.',
})

export const DataCategory = enumFrom('DataCategory', 'A kind of personal data that a consent can name.', {
  IDENTITY: 'Name and date of birth.',
  CONTACT: 'Address and ways to reach the resident.',
  HOUSEHOLD: 'Who lives there, what comes in and what it costs.',
  HEALTH: 'Health, disability, pregnancy and coverage.',
  HOUSING_LEGAL: 'The tenancy and the cases about it.',
  NOTES: 'What workers wrote down.',
})

export const SensitiveTopic = enumFrom('SensitiveTopic', 'What is read only where a consent names it.', {
  INTIMATE_PARTNER_VIOLENCE: 'Being hurt or threatened by a partner.',
  ELDER_ABUSE: 'Being hurt or exploited as an older person.',
  SUBSTANCE_USE: 'Use of alcohol or drugs.',
  MENTAL_HEALTH: 'Mental health.',
  HIV: 'HIV or AIDS.',
})

export const ConsentGiven = enumFrom('ConsentGiven', 'How a consent was given.', {
  VERBAL: 'Said aloud, at the door or on the phone.',
  WRITTEN: 'Signed.',
  GUARDIAN: 'Given by a parent or guardian.',
})
