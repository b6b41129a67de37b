import { type SubgraphName, subgraphNames } from '../runtime/config'
import type { Model } from '../runtime/database/model'
import { keysModel } from '../runtime/trust/api-keys/model'
import type { Subgraph } from '../schema/shared/execute'
import { model as conversationsModel } from '../subgraphs/conversations/store/model'
import { conversationsSubgraph } from '../subgraphs/conversations/subgraph'
import type { Catalogues } from '../subgraphs/programs/catalogue'
import { model as programsModel } from '../subgraphs/programs/store/model'
import { programsSubgraph } from '../subgraphs/programs/subgraph'
import { model as referralsModel } from '../subgraphs/referrals/store/model'
import { referralsSubgraph } from '../subgraphs/referrals/subgraph'
import { model as residentsModel } from '../subgraphs/residents/store/model'
import { residentsSubgraph } from '../subgraphs/residents/subgraph'
import type { Cities } from './cities'

/** What each subgraph keeps. */
export const models: Readonly<Record<SubgraphName, Model>> = {
  residents: residentsModel,
  programs: programsModel,
  conversations: conversationsModel,
  referrals: referralsModel,
}

/** What the whole hub keeps: each subgraph, and the gateway its API keys. */
export const allModels: readonly Model[] = [...subgraphNames.map((name) => models[name]), keysModel]

/** The four subgraphs over the cities as they are when a request begins. */
export function subgraphsOver(current: () => Cities): Readonly<Record<SubgraphName, Subgraph>> {
  const known = new WeakMap<Cities, Catalogues>()
  const catalogues = () => {
    const cities = current()
    const found = known.get(cities) ?? new Map([...cities].map(([id, city]) => [id, city.catalogue]))
    known.set(cities, found)
    return found
  }
  return {
    residents: residentsSubgraph,
    programs: programsSubgraph(catalogues),
    conversations: conversationsSubgraph,
    referrals: referralsSubgraph,
  }
}
