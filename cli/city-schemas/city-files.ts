import { calendarKeys, weekdays } from '../../runtime/city/calendar'
import { mostDays, periodKeys, retentionKeys } from '../../runtime/city/retention'
import { cityKeys } from '../../runtime/city/settings'
import { retentionKinds } from '../../runtime/retention/kinds'
import { agencyKeys } from '../../subgraphs/programs/load-rules'
import { queueKeys } from '../../subgraphs/referrals/load-queues'
import { languageKeys, peopleKeys, placeKeys } from '../../subgraphs/residents/load-people'
import { choice, listOf, map, type Schema } from './json-schema'
import { day, id, link, localText, text, whole } from './plain'

/** city.yaml */
export function cityFile(): Schema {
  return map('What every part of the hub knows of the city.', cityKeys, {
    id: id('The name of the folder.'),
    name: localText('Its name.'),
    timeZone: text('As America/New_York: what day it is in the city.'),
    languages: listOf(text('As en.'), 'The languages of its residents.'),
    counties: listOf({ type: 'string', pattern: '^\\d{5}$' }, "Its counties as FIPS codes in quotes: '36005'."),
    includes: listOf(id('A folder beside this one.'), 'Folders whose figures and definitions are read before its own.'),
    registeringAgency: id('The id of the agency whose workers meet residents first.'),
    stewardshipDays: whole(
      'How many days after registering or speaking with a resident an agency may read about them without a consent; 90 where it is left out.',
    ),
  })
}

/** agencies.yaml */
export function agenciesFile(): Schema {
  const agency = map('An agency or a partner.', agencyKeys, {
    id: id('How the other files name it.'),
    name: localText('Its name.'),
    url: link('Its page.'),
  })
  return listOf(agency, 'Who decides applications and works cases.')
}

/** queues.yaml */
export function queuesFile(): Schema {
  const queue = map('Where referrals go.', queueKeys, {
    id: id('Its name.'),
    agency: id('The id of the agency that works it.'),
    name: localText('Its name.'),
    programs: listOf(id('The id of a program.'), 'The programs whose referrals it takes.'),
    needs: listOf(text('As EVICTION.'), 'What it is for. Referrals go by their program.'),
    languages: listOf(text('As en.'), 'The languages in which it works.'),
  })
  return listOf(queue, 'Every program has a queue that takes its referrals.')
}

/** calendar.yaml */
export function calendarFile(): Schema {
  return map('When somebody works.', calendarKeys, {
    workingWeekdays: listOf(choice(weekdays, 'A weekday.'), 'The weekdays on which somebody works.'),
    holidays: listOf(day('A day.'), 'Days on which nobody works.'),
  })
}

/** people.yaml */
export function peopleFile(): Schema {
  const place = map('Where some of them live.', placeKeys, {
    county: { description: "FIPS code in quotes: '36005'.", type: 'string', pattern: '^\\d{5}$' },
    name: text('The name of the place.'),
    state: text('As NY.'),
    buildings: listOf(text('Plainly synthetic.'), 'Names of buildings.'),
  })
  const language = map('A language and its weight.', languageKeys, { tag: text('As es.'), weight: whole('Beside the others.') })
  return map('Synthetic residents to try the hub with. Nobody in it exists.', peopleKeys, {
    count: whole('How many there are.'),
    places: listOf(place, 'Where they live.'),
    languages: listOf(language, 'What they speak.'),
  })
}

/** retention.yaml */
export function retentionFile(): Schema {
  const periods = Object.entries(retentionKinds).map(([kind, { after, atLeast, meaning }]) => {
    const period = map(meaning, periodKeys, {
      after: choice([after], 'The instant from which the days count; there is one for each kind.'),
      days: {
        description: 'For how many whole days after that day it is kept.',
        type: 'integer',
        minimum: atLeast,
        maximum: mostDays,
      },
      note: text('Whose setting it is and what it rests on.'),
    })
    return [kind, period] as const
  })
  return map('For how long what is kept. Without the file everything is.', retentionKeys, Object.fromEntries(periods))
}
