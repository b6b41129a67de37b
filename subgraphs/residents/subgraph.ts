import { bridge } from '../../schema/bridge'
import { byKey } from '../../schema/shared/by-key'
import type { Subgraph } from '../../schema/shared/execute'
import { ExpenseObject, HouseholdFactsObject, IncomeObject, MemberFactsObject } from '../../schema/shared/facts'
import { LocalTextObject } from '../../schema/shared/local-text'
import { LookRecordObject, whoLookedResolver } from '../../schema/shared/who-looked'
import { PageInfo } from '../../schema/shared/connection'
import { OutboxEventObject, outboxResolver } from '../../schema/shared/outbox'
import { residentsContext, type ResidentsContext } from './graph/context'
import { RevocationNoticeResolver } from './graph/notices'
import { BreakGlassResolver, ConsentResolver, HouseholdResolver, ResidentResolver, ScreeningResolver } from './graph/resolver'
import { showConsent, showHousehold, showResident, showScreening } from './graph/show'
import { consentSubject, residentSubject } from './graph/subjects'
import { ToldResolver } from './graph/told'
import {
  AddressObject,
  AgencyStub,
  BreakGlassObject,
  ConsentObject,
  ContactPointObject,
  HouseholdObject,
  ResidentObject,
  RevocationNoticeObject,
  ScreeningObject,
} from './graph/types'

/** All of the residents subgraph, wired. */
export const residentsSubgraph: Subgraph = {
  name: 'residents',
  ...bridge({
    resolvers: [
      ResidentResolver,
      HouseholdResolver,
      ScreeningResolver,
      ConsentResolver,
      BreakGlassResolver,
      whoLookedResolver(ResidentObject, 'whoLooked', 'what residents holds about them'),
      RevocationNoticeResolver,
      ToldResolver,
      outboxResolver('residents'),
    ],
    types: [
      ResidentObject,
      HouseholdObject,
      ScreeningObject,
      ConsentObject,
      BreakGlassObject,
      LookRecordObject,
      LocalTextObject,
      RevocationNoticeObject,
      AddressObject,
      ContactPointObject,
      AgencyStub,
      HouseholdFactsObject,
      MemberFactsObject,
      IncomeObject,
      ExpenseObject,
      PageInfo,
      OutboxEventObject,
    ],
    references: {
      Resident: byKey('grounds:read', (context: ResidentsContext) => context.resident, showResident),
      Household: byKey('resident:read', (context: ResidentsContext) => context.household, showHousehold),
      Screening: byKey('resident:read', (context: ResidentsContext) => context.screening, showScreening),
      Consent: byKey('resident:read', (context: ResidentsContext) => context.consent, showConsent),
    },
    open: [],
    subjects: { Resident: residentSubject, Consent: consentSubject },
  }),
  contextFor: residentsContext,
}
