import { enumFrom } from '../../../schema/shared/enums'

export const Channel = enumFrom('Channel', 'How people were met.', {
  DOOR: 'At the door of the home.',
  PHONE: 'On the phone: 311 or another call, in or out.',
  EVENT: 'At a table or an event.',
  TEXT: 'By text message.',
})

export const AttemptOutcome = enumFrom(
  'AttemptOutcome',
  'How an attempt to talk to somebody ended. Only REACHED carries answers and needs.',
  {
    REACHED: 'Talked to the person.',
    NOT_HOME: 'Nobody answered.',
    REFUSED: 'The person did not want to talk.',
    MOVED: 'The person does not live there any more.',
    DECEASED: 'The person has died.',
    WRONG_CONTACT: 'Wrong number or wrong address.',
    LEFT_MESSAGE: 'Left a message, a leaflet or a voice mail.',
    CALL_BACK: 'Asked to be contacted at another time.',
    LANGUAGE_BARRIER: 'No language in common.',
    INACCESSIBLE: 'The door could not be reached: locked building, dog, no entry.',
    DO_NOT_CONTACT: 'Asked never to be contacted again.',
  },
)

export const Need = enumFrom(
  'Need',
  'What somebody needs help with: the categories of the Gravity Project, and those of tenants that it lacks.',
  {
    FOOD_INSECURITY: 'Not enough food, or fear of it.',
    HOUSING_INSTABILITY: 'May lose the home, or moves often.',
    HOMELESSNESS: 'Has no home.',
    INADEQUATE_HOUSING: 'The home is unfit: mold, pests, no heat.',
    TRANSPORTATION_INSECURITY: 'Cannot get where they have to be.',
    FINANCIAL_INSECURITY: 'Money does not last.',
    MATERIAL_HARDSHIP: 'Goes without things of daily life.',
    EDUCATIONAL_ATTAINMENT: 'Wants to go on learning or finish school.',
    EMPLOYMENT_STATUS: 'Needs work or better work.',
    VETERAN_STATUS: "Needs veterans' services.",
    STRESS: 'Is under heavy stress.',
    SOCIAL_CONNECTION: 'Is lonely or cut off.',
    INTIMATE_PARTNER_VIOLENCE: 'Is hurt or threatened by a partner.',
    ELDER_ABUSE: 'Is an older person who is hurt or exploited.',
    PERSONAL_HEALTH_LITERACY: 'Needs help to understand health matters.',
    HEALTH_INSURANCE_COVERAGE_STATUS: 'Has no or too little health insurance.',
    MEDICAL_COST_BURDEN: 'Cannot pay medical bills.',
    DIGITAL_LITERACY: 'Needs help to use computers or the internet.',
    DIGITAL_ACCESS: 'Has no device or no connection.',
    UTILITY_INSECURITY: 'May lose heat, power or water.',
    LANGUAGE_ACCESS: 'Needs help in another language.',
    INCARCERATION_STATUS: 'Needs help after prison or jail.',
    EVICTION: 'Faces eviction.',
    LANDLORD_HARASSMENT: 'Is harassed by the landlord.',
    REPAIRS: 'Needs repairs the landlord does not make.',
    RENT_ARREARS: 'Owes rent.',
    ILLEGAL_LOCKOUT: 'Has been locked out without a court order.',
  },
)

export const FollowUpStatus = enumFrom('FollowUpStatus', 'Whether a follow-up is still to be done.', {
  OPEN: 'Still to be done.',
  DONE: 'Done.',
  CANCELLED: 'Not needed any more.',
})
