/** What random questions are about. */
import type { Subject } from './random-scope'

export interface Topic extends Subject {
  readonly programs?: number
  /** Whether criteria are verified that speak of facts of their own, or of those that are asked too. */
  readonly verify?: 'OTHER_FACTS' | 'SAME_FACTS'
  readonly list?: 'WHOLE' | 'OPEN' | 'NOBODY'
  readonly openHead?: boolean
  /** Out of ten facts, how many are known. */
  readonly known: number
}

const nothing = {
  householdFacts: [],
  memberFacts: [],
  amounts: false,
  people: false,
  heads: false,
  kinOfHead: false,
  unsourced: false,
} as const

export const topics = {
  'facts of the household': {
    ...nothing,
    householdFacts: ['paysHeating', 'receivesSnap', 'livesInCity', 'tenure', 'county', 'shelterDays', 'assets'],
    known: 3,
  },
  'criteria without a source, and seasons': {
    ...nothing,
    householdFacts: ['paysHeating', 'receivesSnap', 'tenure'],
    unsourced: true,
    known: 4,
  },
  'programs that ask about each other': {
    ...nothing,
    householdFacts: ['paysHeating', 'receivesSnap', 'livesInCity'],
    memberFacts: ['disabled'],
    unsourced: true,
    programs: 3,
    known: 3,
  },
  'members of a whole list': {
    ...nothing,
    householdFacts: ['livesInCity'],
    memberFacts: ['age', 'disabled', 'relationship'],
    people: true,
    heads: true,
    known: 5,
  },
  'members of a list that may go on': {
    ...nothing,
    householdFacts: ['livesInCity'],
    memberFacts: ['disabled', 'pregnant'],
    people: true,
    heads: true,
    list: 'OPEN',
    known: 6,
  },
  'ages in a list that may go on': {
    ...nothing,
    householdFacts: ['livesInCity'],
    memberFacts: ['age'],
    people: true,
    list: 'OPEN',
    known: 7,
  },
  'who the head is': {
    ...nothing,
    householdFacts: ['livesInCity'],
    memberFacts: ['disabled', 'student'],
    heads: true,
    openHead: true,
    known: 6,
  },
  amounts: {
    ...nothing,
    householdFacts: ['paysHeating'],
    memberFacts: ['disabled'],
    amounts: true,
    people: true,
    known: 7,
  },
  'amounts in a list that may go on': {
    ...nothing,
    amounts: true,
    people: true,
    list: 'OPEN',
    known: 8,
  },
  'amounts, and criteria without a source': {
    ...nothing,
    householdFacts: ['paysHeating'],
    memberFacts: ['age'],
    amounts: true,
    people: true,
    unsourced: true,
    known: 7,
  },
  'what the agency verifies': {
    ...nothing,
    householdFacts: ['paysHeating', 'receivesSnap'],
    memberFacts: ['disabled'],
    verify: 'OTHER_FACTS',
    known: 5,
  },
  'what the worker asks and the agency verifies': {
    ...nothing,
    householdFacts: ['paysHeating', 'receivesSnap', 'livesInCity'],
    memberFacts: ['disabled'],
    verify: 'SAME_FACTS',
    known: 4,
  },
  'nobody is listed yet': {
    ...nothing,
    householdFacts: ['livesInCity'],
    memberFacts: ['disabled'],
    people: true,
    heads: true,
    list: 'NOBODY',
    known: 4,
  },
  'whose kinship says who the head is': {
    ...nothing,
    householdFacts: ['livesInCity'],
    memberFacts: ['disabled', 'relationship'],
    heads: true,
    kinOfHead: true,
    known: 6,
  },
  'who the head is, in a list that may go on': {
    ...nothing,
    householdFacts: ['livesInCity'],
    memberFacts: ['disabled'],
    people: true,
    heads: true,
    openHead: true,
    list: 'OPEN',
    verify: 'OTHER_FACTS',
    known: 6,
  },
  'amounts of a household whose head may not be listed': {
    ...nothing,
    amounts: true,
    people: true,
    heads: true,
    openHead: true,
    list: 'OPEN',
    known: 8,
  },
  everything: {
    ...nothing,
    householdFacts: ['paysHeating', 'tenure', 'shelterDays'],
    memberFacts: ['age', 'disabled'],
    amounts: true,
    people: true,
    heads: true,
    unsourced: true,
    list: 'OPEN',
    programs: 2,
    verify: 'OTHER_FACTS',
    known: 7,
  },
} as const satisfies Record<string, Topic>

export type TopicName = keyof typeof topics
