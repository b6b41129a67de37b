/** A thread that checks one city and ends: running its golden cases takes seconds, in which the hub goes on answering. */
import { parentPort, workerData } from 'node:worker_threads'
import type { CityError } from '../../runtime/city/city-fault'
import { checkCity } from '../check-city'
import { checkedCity } from '../checked-cities'
import type { Asked, Found } from './check-in-thread'

const { root, id, keep } = workerData as Asked

function find(): Found {
  try {
    return { city: keep ? checkedCity(keep, root, id) : checkCity(root, id) }
  } catch (error) {
    if ((error as Error).name !== 'CityError') throw error
    return { faults: (error as CityError).faults }
  }
}

parentPort?.postMessage(find())
