import type { Model } from '../../database/model'
import { migrations } from './migrations'
import { ApiKeyRow } from './rows'

/** What the gateway keeps: the API keys of outreach tools, and nothing about a resident. */
export const keysModel: Model = { schema: 'gateway', rows: [ApiKeyRow], migrations }
