import { bridge } from '../../schema/bridge'
import type { Subgraph } from '../../schema/shared/execute'
import { ExpenseObject, HouseholdFactsObject, IncomeObject, MemberFactsObject } from '../../schema/shared/facts'
import { PageInfo } from '../../schema/shared/connection'
import { may } from '../../runtime/caller'
import { residentsContext, type ResidentsContext } from './graph/context'
import { ConsentResolver, HouseholdResolver, ResidentResolver, ScreeningResolver } from './graph/resolver'
import { showConsent, showHousehold, showResident, showScreening } from './graph/show'
import {
  AddressObject,
  AgencyStub,
  ConsentObject,
  ContactPointObject,
  HouseholdObject,
  ResidentObject,
  ScreeningObject,
} from './graph/types'

type Key = { readonly id: string }

/** Whoever may not read residents finds none by key either. */
function byKey<Row, Shown>(
  load: (context: ResidentsContext) => { load(id: string): Promise<Row | undefined> },
  show: (row: Row) => Shown,
) {
  return async ({ id }: Key, context: ResidentsContext): Promise<Shown | null> => {
    if (!may(context.caller, 'resident:read')) return null
    const row = await load(context).load(id)
    return row === undefined ? null : show(row)
  }
}

/** All of the residents subgraph, wired. */
export const residentsSubgraph: Subgraph = {
  name: 'residents',
  ...bridge({
    resolvers: [ResidentResolver, HouseholdResolver, ScreeningResolver, ConsentResolver],
    types: [
      ResidentObject,
      HouseholdObject,
      ScreeningObject,
      ConsentObject,
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
      Resident: byKey((context) => context.resident, showResident),
      Household: byKey((context) => context.household, showHousehold),
      Screening: byKey((context) => context.screening, showScreening),
      Consent: byKey((context) => context.consent, showConsent),
    },
  }),
  contextFor: residentsContext,
}
