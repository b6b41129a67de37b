import { enumFrom } from '../../../schema/shared/enums'

export const EligibilityOutcome = enumFrom('EligibilityOutcome', 'What the rules say of a household. Unknown is never no.', {
  ELIGIBLE: 'Every rule that is asked before applying holds. What the agency will still check is under `toVerify`.',
  INELIGIBLE: 'A rule is known not to hold.',
  NEEDS_INFORMATION: 'Not decided: `missing` says which facts it depends on.',
  DISCRETIONARY: 'The law names no test: a worker decides.',
  CLOSED: 'The program is not taking applications on that day.',
})

export const CriterionState = enumFrom('CriterionState', 'Whether a rule holds.', {
  TRUE: 'It holds.',
  FALSE: 'It does not hold.',
  UNKNOWN: 'It depends on a fact that is not known.',
  UNSOURCED: 'Its limit or its test has no source on record, so no fact could settle it.',
})

export const RuleStage = enumFrom('RuleStage', 'When a rule is asked about.', {
  SCREEN: 'Before anyone applies; while unknown it holds the answer open.',
  VERIFY: 'By the agency at application; while unknown it is listed and holds nothing open.',
})

export const ProgramArea = enumFrom('ProgramArea', 'What a program helps with.', {
  LEGAL_AID: 'Legal help.',
  HOUSING: 'Housing, rent and energy.',
  HEALTH: 'Health care and coverage.',
  FOOD: 'Food.',
  CASH: 'Money and tax credits.',
  CHILD_CARE: 'Care and early learning of children.',
  WORK: 'Work and training.',
  TRANSPORT: 'Getting around.',
  OTHER: 'Something else.',
})

export const ProgramStatus = enumFrom('ProgramStatus', 'Whether a program takes applications.', {
  ACTIVE: 'It takes applications.',
  SEASONAL: 'It takes applications at certain times of the year.',
  PAUSED: 'It has paused.',
  TEMPORARILY_CLOSED: 'It is closed for a time.',
  CLOSED: 'It takes no applications any more.',
  DEFUNCT: 'It no longer exists.',
})
