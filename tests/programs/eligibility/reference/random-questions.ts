/** Random questions by what they are about: rules, a household and a day, small enough to try every household that fits. */
import * as fc from 'fast-check'
import { cities } from './random-city'
import { days } from './random-figures'
import { households } from './random-households'
import { tame, type Question } from './tame'
import { topics, type Topic, type TopicName } from './topics'

export function questions(name: TopicName): fc.Arbitrary<Question> {
  const topic: Topic = topics[name]
  const { programs = 1, verify, list = 'WHOLE', openHead = false, known } = topic
  const knowledge = {
    householdFacts: [
      ...topic.householdFacts,
      ...(topic.amounts ? ['rentMonthly'] : []),
      ...(verify === 'OTHER_FACTS' ? ['homebuyerEducation'] : []),
    ],
    memberFacts: [
      ...topic.memberFacts,
      ...(topic.amounts ? ['incomes', 'expenses'] : []),
      ...(verify === 'OTHER_FACTS' ? ['citizenOrQualified'] : []),
    ],
    known,
    list,
    openHead,
  }
  return fc
    .record({
      city: cities({ subject: topic, programs, verify }),
      facts: households(knowledge),
      asOf: fc.constantFrom(...days),
      luck: fc.nat({ max: 1000 }),
    })
    .map(({ luck, ...question }) => legible(tame({ ...question, program: `program${programs - 1}` }, luck)))
}

/** Of several topics, where there is one property to test rather than one for each. */
export function wideQuestions(): fc.Arbitrary<Question> {
  return fc.oneof(
    questions('members of a whole list'),
    questions('amounts in a list that may go on'),
    questions('what the agency verifies'),
    questions('everything'),
  )
}

/** With the rules and facts alone in the report of a counterexample. */
function legible(question: Question): Question {
  const { city, program, facts, asOf } = question
  const rules = city.programs.map(({ id, status, versions }) => ({
    [id]: { status, versions: versions.map(({ from, criteria }) => [from, criteria.map(({ stage, when }) => [stage, when])]) },
  }))
  const definitions = city.definitions.map(({ id, condition, quantity }) => [id, condition ?? quantity])
  const figures = Object.values(city.figures).map(({ id, inclusive, values }) => {
    return [id, inclusive ? 'inclusive' : 'exclusive', values.map((row) => ({ ...row, citation: undefined }))]
  })
  const brief = { ask: program, asOf, rules, definitions, facts, figures }
  const text = Object.entries(brief).map(([key, value]) => `\n  ${key}: ${JSON.stringify(value)}`)
  return Object.defineProperty(question, fc.toStringMethod, { value: () => text.join(''), enumerable: false })
}
