import { parse } from 'graphql'

/**
 * Sends operations as the caller. Answers are observables of one value, so that GraphiQL's stop button works and an
 * answer that comes after the tab was changed is dropped instead of being shown in the wrong tab.
 *
 * @param {{ endpoint: string, caller: { token(): Promise<string>, refused(token: string): boolean }, onSchemaRefused(): void }} hub
 */
export function hubFetcher({ endpoint, caller, onSchemaRefused }) {
  return (params, options) => ({
    subscribe(observer) {
      const abort = new AbortController()
      send(params, options?.headers ?? {}, abort.signal).then((result) => {
        if (abort.signal.aborted) return
        if (params.operationName === 'IntrospectionQuery' && !result.data) onSchemaRefused()
        observer.next(result)
        observer.complete?.()
      })
      return { unsubscribe: () => abort.abort() }
    },
  })

  async function send(params, typed, signal) {
    try {
      const ownToken = Object.keys(typed).some((name) => name.toLowerCase() === 'authorization')
      const token = ownToken ? undefined : await caller.token()
      const response = await post(params, typed, token, signal)
      // A hub that was started anew may have new keys.
      if (response.status === 401 && token && caller.refused(token)) {
        return await read(await post(params, typed, await caller.token(), signal))
      }
      return await read(response)
    } catch (error) {
      const message = error instanceof TypeError ? 'The hub did not answer. Is it still running?' : error.message
      return { errors: [{ message }] }
    }
  }

  function post(params, typed, token, signal) {
    return fetch(endpoint, {
      method: 'POST',
      signal,
      headers: {
        accept: 'application/graphql-response+json, application/json',
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
        ...typed,
      },
      body: JSON.stringify({ ...params, operationName: nameInside(params) }),
    })
  }
}

async function read(response) {
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`The hub answered with status ${response.status} and something that is not JSON.`)
  }
}

// For a tenth of a second after a change of tab GraphiQL still sends the former tab's operation name.
function nameInside({ query, operationName }) {
  if (!operationName) return undefined
  try {
    return parse(query).definitions.some((definition) => definition.name?.value === operationName) ? operationName : undefined
  } catch {
    return operationName
  }
}
