import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { StartError } from '../errors'
import type { Log } from '../log'

export interface Listening {
  readonly port: number
  /** Takes no new requests, finishes the accepted ones, and gives up on them after nine seconds. */
  close(): Promise<void>
}

export interface ListenOptions {
  readonly host: string
  readonly port: number
  readonly log: Log
}

/**
 * Listens with limits on headers and waiting times, so that slow or endless requests cannot hold the process.
 *
 * @throws StartError where the port is taken
 */
export async function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  { host, port, log }: ListenOptions,
): Promise<Listening> {
  const server = createServer(
    { maxHeaderSize: 16 * 1024, headersTimeout: 10_000, requestTimeout: 15_000, keepAliveTimeout: 65_000 },
    (request, response) => {
      answer(request, response).catch((error: unknown) => {
        log.error({ stack: (error as Error).stack?.split('\n').slice(1, 12).join('\n') }, 'a request could not be answered')
        response.destroy()
      })
    },
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(new StartError(`Port ${port} on ${host} is taken. Stop what uses it, or choose another port with --port or PORT.`))
      else if (error.code === 'EACCES')
        reject(new StartError(`Port ${port} may not be used by this user. Choose one above 1023 with --port or PORT.`))
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
        reject(new StartError(`HOST ${host} is not an address of this machine.`))
      else reject(error)
    })
    server.listen(port, host, resolve)
  })
  return { port: (server.address() as AddressInfo).port, close: () => close(server) }
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // A connection that was busy falls idle once its request is answered, and nobody else would close it.
  const sweep = setInterval(() => server.closeIdleConnections(), 50)
  // A second before the process gives up itself, so that it ends well.
  const giveUp = setTimeout(() => server.closeAllConnections(), 9_000)
  await closed
  clearInterval(sweep)
  clearTimeout(giveUp)
}
