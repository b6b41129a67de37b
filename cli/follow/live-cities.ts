import type { Cities, City } from '../cities'

/** The cities as they are now. A map that was handed out stays as it is: whoever began with it ends with it. */
export interface LiveCities {
  readonly current: () => Cities
  readonly replace: (id: string, city: City) => void
}

export function openLiveCities(cities: Cities): LiveCities {
  let current = cities
  return {
    current: () => current,
    replace: (id, city) => {
      current = new Map([...current].map(([other, as]) => [other, other === id ? city : as]))
    },
  }
}
