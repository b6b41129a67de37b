import { Directive, Field, ObjectType } from 'type-graphql'

/** Text of the city's data in the languages it is written in. */
@ObjectType('LocalText', { description: 'Text in the languages it is written in.', simpleResolvers: true })
@Directive('@shareable')
export class LocalTextObject {
  @Field(() => String, { description: 'In English.' })
  en!: string

  @Field(() => String, { nullable: true, description: 'In Spanish, where it has been written.' })
  es?: string | null
}
