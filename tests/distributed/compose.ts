import { parse } from 'yaml'

/** One service of docker-compose.yml, as far as a local process has it too. */
export interface Service {
  readonly name: string
  /** Empty where the image's own command runs. */
  readonly command: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** The command of its health check; a service that ends by itself has none. */
  readonly check: readonly string[] | undefined
  readonly after: readonly { readonly name: string; readonly condition: string }[]
  readonly ports: readonly string[]
}

type Variables = Readonly<Record<string, string | undefined>>

interface Written {
  readonly command?: string | readonly string[]
  readonly environment?: Readonly<Record<string, string | number | null>>
  readonly healthcheck?: { readonly test: readonly string[] }
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly ports?: readonly string[]
}

/** Reads a compose file as `docker compose` does, with these variables in place of the shell's. */
export function readCompose(text: string, variables: Variables): ReadonlyMap<string, Service> {
  const filled = (_: unknown, value: unknown) => (typeof value === 'string' ? interpolate(value, variables) : value)
  const { services } = parse(text, filled, { merge: true }) as { readonly services: Readonly<Record<string, Written>> }
  return new Map(Object.entries(services).map(([name, written]) => [name, serviceOf(name, written, variables)]))
}

function serviceOf(name: string, { command = [], environment = {}, ...written }: Written, variables: Variables): Service {
  // A variable without a value is handed on from the shell, where it is set there.
  const given = Object.entries(environment).map(([key, value]) => [key, value === null ? variables[key] : String(value)] as const)
  return {
    name,
    command: typeof command === 'string' ? command.split(' ').filter(Boolean) : command,
    environment: Object.fromEntries(given.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))),
    check: written.healthcheck?.test.slice(1),
    after: Object.entries(written.depends_on ?? {}).map(([other, { condition }]) => ({ name: other, condition })),
    ports: written.ports ?? [],
  }
}

/** `${NAME:-default}` where NAME is unset or empty, `${NAME-default}` where it is unset. */
function interpolate(text: string, variables: Variables): string {
  return text.replace(/\$\{(\w+)(?:(:?)-([^}]*))?\}/g, (_, name: string, colon: string, otherwise = '') => {
    const value = variables[name]
    return value === undefined || (value === '' && colon === ':') ? otherwise : value
  })
}
