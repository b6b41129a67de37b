/** Loads what a city's synthetic residents are made of, and makes them: plainly synthetic, and the same on every machine. */
import { cityError, type CityFault } from '../../runtime/city/city-fault'
import { inside, startOf } from '../../runtime/city/place'
import type { CityFiles } from '../../runtime/city/read-city'
import { list, record, text, whole } from '../../runtime/city/shape'
import { addDays } from '../../runtime/days'
import type { Amount, HouseholdFacts, MemberFacts } from '../../runtime/facts'
import { idOfData } from '../../runtime/ids'
import { nameKeys } from './domain/resident'
import type { HouseholdRow, ResidentRow } from './store/rows'

interface Place {
  readonly county: string
  readonly name: string
  readonly state: string
  readonly buildings: readonly string[]
}

export interface People {
  readonly city: string
  readonly count: number
  readonly places: readonly Place[]
  readonly languages: readonly { readonly tag: string; readonly weight: number }[]
}

export const peopleKeys = ['count', 'places', 'languages']
export const placeKeys = ['county', 'name', 'state', 'buildings']
export const languageKeys = ['tag', 'weight']

/** @throws CityError listing everything that is wrong with `people.yaml` */
export function loadPeople(files: CityFiles): People {
  const file = files.get('people.yaml')
  if (!file) return { city: files.id, count: 0, places: [], languages: [] }
  const faults: CityFault[] = []
  const root = startOf(file, faults)
  const entries = record(file.data, root, peopleKeys) ?? {}
  const people = {
    city: files.id,
    count: whole(entries['count'], inside(root, 'count')),
    places: list(entries['places'], inside(root, 'places')).map((value, index) => {
      const at = (key: string, ...more: number[]) => inside(root, 'places', index, key, ...more)
      const place = record(value, inside(root, 'places', index), placeKeys) ?? {}
      return {
        county: text(place['county'], at('county')),
        name: text(place['name'], at('name')),
        state: text(place['state'], at('state')),
        buildings: list(place['buildings'], at('buildings')).map((building, position) =>
          text(building, at('buildings', position)),
        ),
      }
    }),
    languages: list(entries['languages'], inside(root, 'languages')).map((value, index) => {
      const at = (key: string) => inside(root, 'languages', index, key)
      const language = record(value, inside(root, 'languages', index), languageKeys) ?? {}
      return { tag: text(language['tag'], at('tag')), weight: whole(language['weight'], at('weight')) }
    }),
  }
  if (faults.length > 0) throw cityError(faults)
  return people
}

export interface SyntheticPerson {
  readonly resident: ResidentRow
  readonly household: HouseholdRow
}

/** The id of the synthetic resident of a number. */
export function idOfPerson(city: string, number: number): string {
  return idOfData(city, 'resident', String(number))
}

/** The synthetic residents of a city, by number: nobody here exists, and the same number is always the same person. */
export function* synthesize(people: People, agency: string, now: Date, today: string): Generator<SyntheticPerson> {
  const random = seeded(people.city)
  for (let number = 1; number <= people.count; number++) yield person(people, agency, number, now, today, random)
}

function person(people: People, agency: string, number: number, now: Date, today: string, random: () => number): SyntheticPerson {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const city = people.city
  const id = idOfPerson(city, number)
  const householdId = idOfData(city, 'resident', `${number}/household`)
  const place = pick(people.places)
  const born = (least: number, most: number) => addDays(today, -Math.floor((least + random() * (most - least)) * 365.25))
  const birthDate = born(19, 90)
  const maybe = <T>(chance: number, value: () => T): T | undefined => (random() < chance ? value() : undefined)
  const income = (): Amount => ({
    type: pick(['WAGES', 'SS_RETIREMENT', 'PENSION', 'UNEMPLOYMENT']),
    frequency: pick(['WEEKLY', 'MONTHLY']),
    cents: 20_000 + Math.floor(random() * 1_200) * 100,
  })
  const head: MemberFacts = {
    id: idOfData(city, 'resident', `${number}/member/1`),
    relationship: 'HEAD',
    birthDate,
    incomes: [income()],
    ...known({
      incomesComplete: maybe(0.8, () => true),
      onLease: maybe(0.7, () => random() < 0.8),
      disabled: maybe(0.6, () => random() < 0.2),
      hasMedicaid: maybe(0.6, () => random() < 0.4),
    }),
  }
  const children = Array.from({ length: Math.floor(random() * 3.2) }, (_, index): MemberFacts => ({
    id: idOfData(city, 'resident', `${number}/member/${index + 2}`),
    relationship: 'CHILD',
    birthDate: born(0, 18),
    incomes: [],
    incomesComplete: true,
  }))
  const facts: HouseholdFacts = {
    county: place.county,
    tenure: 'RENTER',
    members: [head, ...children],
    ...known({
      livesInCity: maybe(0.9, () => true),
      membersComplete: maybe(0.8, () => true),
      rentalType: maybe(0.7, () => pick(['RENT_REGULATED', 'MARKET_RATE', 'NYCHA'] as const)),
      rentMonthly: maybe(0.7, () => 80_000 + Math.floor(random() * 1_800) * 100),
      evictionCase: maybe(0.5, () => pick(['NONE', 'NONE', 'NONPAYMENT'] as const)),
    }),
  }
  const who = { givenName: 'Synthetic', familyName: `Resident ${String(number).padStart(4, '0')}` }
  return {
    household: { id: householdId, city, facts, version: 1, updatedAt: now },
    resident: {
      id,
      city,
      householdId,
      memberId: head.id,
      ...who,
      ...nameKeys(who),
      birthDate,
      language: spoken(people, random),
      address: {
        line1: `${1 + Math.floor(random() * 900)} Synthetic Street`,
        unit: `${1 + Math.floor(random() * 9)}A`,
        locality: place.name,
        county: place.county,
        building: pick(place.buildings),
      },
      contactPolicy: 'CONTACT_ALLOWED',
      safeContact: null,
      registeredBy: agency,
      registeredSub: null,
      registeredAt: now,
      version: 1,
    },
  }
}

function known<Facts extends object>(facts: Facts): { [Name in keyof Facts]: Exclude<Facts[Name], undefined> } {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as never
}

function spoken({ languages }: People, random: () => number): string {
  let at = random() * languages.reduce((sum, { weight }) => sum + weight, 0)
  for (const { tag, weight } of languages) if ((at -= weight) < 0) return tag
  return 'en'
}

/** Mulberry32 on a hash of the text: the same numbers for the same city. */
function seeded(text: string): () => number {
  let state = [...text].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193), 0x811c9dc5)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
