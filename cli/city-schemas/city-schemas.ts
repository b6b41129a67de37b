/** JSON Schemas of the cities' files, for editors: made from the tables that the readers read by, and from the catalogue of facts. */
import { casesFile } from './cases'
import { agenciesFile, calendarFile, cityFile, peopleFile, queuesFile, retentionFile } from './city-files'
import { householdParts } from './facts'
import { figuresFile } from './figures'
import type { Schema } from './json-schema'
import { programFile } from './program'
import { definitionsFile, ruleParts } from './rules'

/** The schema of each kind of file, by the name of the kind. */
export function citySchemas(): Readonly<Record<string, Schema>> {
  return {
    program: { ...programFile(), definitions: ruleParts() },
    definitions: { ...definitionsFile(), definitions: ruleParts() },
    figures: figuresFile(),
    cases: { ...casesFile(), definitions: householdParts() },
    city: cityFile(),
    agencies: agenciesFile(),
    queues: queuesFile(),
    calendar: calendarFile(),
    people: peopleFile(),
    retention: retentionFile(),
  }
}

/** The files of `schema/` by name: `cities/program.schema.json`. */
export function citySchemaFiles(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(citySchemas()).map(([kind, schema]) => {
      const head = { $schema: 'http://json-schema.org/draft-07/schema#', title: `A city's file: ${kind}` }
      return [`cities/${kind}.schema.json`, `${JSON.stringify({ ...head, ...schema }, undefined, 2)}\n`] as const
    }),
  )
}
