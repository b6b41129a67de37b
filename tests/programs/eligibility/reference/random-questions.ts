/** Random questions by what they are about: rules, a household and a day, small enough to try every household that fits. */
import * as fc from 'fast-check'
import { cities } from './random-city'
import { days } from './random-figures'
import { households } from './random-households'
import type { Subject } from './random-rules'
import { tame, type Question } from './tame'

interface Topic extends Subject {
  readonly programs?: number
  readonly verify?: boolean
  readonly openList?: boolean
  readonly openHead?: boolean
  /** Out of ten facts, how many are known. */
  readonly known: number
}

const nothing = { householdFacts: [], memberFacts: [], amounts: false, people: false, heads: false, unsourced: false } as const

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
    openList: true,
    known: 6,
  },
  'ages and kinship in a list that may go on': {
    ...nothing,
    householdFacts: ['livesInCity'],
    memberFacts: ['age'],
    people: true,
    openList: true,
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
    openList: true,
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
    verify: true,
    known: 5,
  },
  everything: {
    ...nothing,
    householdFacts: ['paysHeating', 'tenure', 'shelterDays'],
    memberFacts: ['age', 'disabled'],
    amounts: true,
    people: true,
    heads: true,
    unsourced: true,
    openList: true,
    programs: 2,
    verify: true,
    known: 7,
  },
} as const satisfies Record<string, Topic>

export type TopicName = keyof typeof topics

export function questions(name: TopicName): fc.Arbitrary<Question> {
  const topic: Topic = topics[name]
  const { programs = 1, verify = false, openList = false, openHead = false, known } = topic
  const knowledge = {
    householdFacts: [...topic.householdFacts, ...(topic.amounts ? ['rentMonthly'] : []), ...(verify ? ['homebuyerEducation'] : [])],
    memberFacts: [...topic.memberFacts, ...(topic.amounts ? ['incomes', 'expenses'] : []), ...(verify ? ['citizenOrQualified'] : [])],
    known,
    openList,
    openHead,
  }
  return fc
    .record({
      city: cities({ subject: topic, programs, verify }),
      facts: households(knowledge),
      asOf: fc.constantFrom(...days),
      luck: fc.nat({ max: 1000 }),
    })
    .map(({ luck, ...question }) => tame({ ...question, program: `program${programs - 1}` }, luck))
}
