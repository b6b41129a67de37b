import { bridge } from '../../schema/bridge'
import { byKey } from '../../schema/shared/by-key'
import type { Subgraph } from '../../schema/shared/execute'
import { ExpenseObject, HouseholdFactsObject, IncomeObject, MemberFactsObject } from '../../schema/shared/facts'
import { PageInfo } from '../../schema/shared/connection'
import { residentsContext, type ResidentsContext } from './graph/context'
import { BreakGlassResolver, ConsentResolver, HouseholdResolver, ResidentResolver, ScreeningResolver } from './graph/resolver'
import { showConsent, showHousehold, showResident, showScreening } from './graph/show'
import { consentSubject, residentSubject } from './graph/subjects'
import {
  AddressObject,
  AgencyStub,
  BreakGlassObject,
  ConsentObject,
  ContactPointObject,
  HouseholdObject,
  ResidentObject,
  ScreeningObject,
} from './graph/types'

/** All of the residents subgraph, wired. */
export const residentsSubgraph: Subgraph = {
  name: 'residents',
  ...bridge({
    resolvers: [ResidentResolver, HouseholdResolver, ScreeningResolver, ConsentResolver, BreakGlassResolver],
    types: [
      ResidentObject,
      HouseholdObject,
      ScreeningObject,
      ConsentObject,
      BreakGlassObject,
      AddressObject,
      ContactPointObject,
      AgencyStub,
      HouseholdFactsObject,
      MemberFactsObject,
      IncomeObject,
      ExpenseObject,
      PageInfo,
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
