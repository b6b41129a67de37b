import { bridge } from '../../schema/bridge'
import { PageInfo } from '../../schema/shared/connection'
import type { Subgraph } from '../../schema/shared/execute'
import { ExpenseObject, HouseholdFactsObject, IncomeObject, MemberFactsObject } from '../../schema/shared/facts'
import { LocalTextObject } from '../../schema/shared/local-text'
import { OutboxEventObject, outboxResolver } from '../../schema/shared/outbox'
import type { Catalogues } from './catalogue'
import {
  CitationObject,
  CriterionAnswerObject,
  EligibilityObject,
  FactQuestionObject,
  FactUsedObject,
  FailingTestObject,
  SettlingAnswerObject,
  SettlingFactObject,
} from './graph/answer-types'
import { programsContext, type ProgramsContext } from './graph/context'
import { EligibilityResolver, ResidentEligibilityResolver, ScreeningResultsResolver, ScreenResolver } from './graph/eligibility'
import { InterviewObject, InterviewQuestionObject } from './graph/interview-types'
import { AgencyResolver, ProgramResolver } from './graph/resolver'
import { AgencyObject, ProgramObject, ResidentStub, ScreeningStub } from './graph/types'

const OutboxResolver = outboxResolver('programs')

type Key = { readonly id: string }

/** All of the programs subgraph, wired to the rules of the cities it serves, as they are when a request begins. */
export function programsSubgraph(catalogues: () => Catalogues): Subgraph {
  return {
    name: 'programs',
    ...bridge({
      resolvers: [
        ProgramResolver,
        AgencyResolver,
        ScreenResolver,
        ResidentEligibilityResolver,
        ScreeningResultsResolver,
        EligibilityResolver,
        OutboxResolver,
      ],
      types: [
        AgencyObject,
        ProgramObject,
        CitationObject,
        FactUsedObject,
        FactQuestionObject,
        CriterionAnswerObject,
        FailingTestObject,
        SettlingAnswerObject,
        SettlingFactObject,
        EligibilityObject,
        InterviewQuestionObject,
        InterviewObject,
        ResidentStub,
        ScreeningStub,
        HouseholdFactsObject,
        MemberFactsObject,
        IncomeObject,
        ExpenseObject,
        LocalTextObject,
        PageInfo,
        OutboxEventObject,
      ],
      references: {
        Resident: (resident: object) => resident,
        Screening: (screening: object) => screening,
        Program: ({ id }: Key, { catalogue }: ProgramsContext) => catalogue.program(id)?.shown ?? null,
        Agency: ({ id }: Key, { catalogue }: ProgramsContext) => catalogue.agency(id) ?? null,
      },
      open: ['Program', 'Agency'],
      subjects: {},
    }),
    contextFor: programsContext(catalogues),
  }
}
