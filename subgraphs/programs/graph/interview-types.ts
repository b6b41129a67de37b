import { Field, ObjectType } from 'type-graphql'
import type { LocalText } from '../../../runtime/facts'
import { LocalTextObject } from '../../../schema/shared/local-text'
import { Day } from '../../../schema/shared/scalars'
import { ProgramObject } from './types'

@ObjectType('InterviewQuestion', {
  description: 'A question still worth asking, and which programs it is for.',
  simpleResolvers: true,
})
export class InterviewQuestionObject {
  @Field(() => String, { description: 'Name of the fact among the facts of the household or of a member.' })
  fact!: string

  @Field(() => String, { nullable: true, description: 'The member to ask about; null for the household.' })
  member?: string | undefined

  @Field(() => LocalTextObject, { description: 'How to ask.' })
  question!: LocalText

  @Field(() => [ProgramObject], { description: 'The programs that it brings closer to an answer.' })
  programs!: readonly ProgramObject[]

  @Field(() => [ProgramObject], { description: 'Those of them that the reply may decide alone, one way or the other.' })
  settles!: readonly ProgramObject[]
}

@ObjectType('Interview', {
  description: 'What to ask a household next, over many programs at once. It gets shorter with every fact that is recorded.',
  simpleResolvers: true,
})
export class InterviewObject {
  @Field(() => Day, { description: 'The day whose rules were used.' })
  asOf!: string

  @Field(() => [ProgramObject], { description: 'The programs whose answer is still open.' })
  open!: readonly ProgramObject[]

  @Field(() => InterviewQuestionObject, {
    nullable: true,
    description: 'The next best question: the one that may decide most programs. Null once no question is left.',
  })
  next?: InterviewQuestionObject | undefined

  @Field(() => [InterviewQuestionObject], { description: 'All questions that are left, the next best one first.' })
  questions!: readonly InterviewQuestionObject[]
}
