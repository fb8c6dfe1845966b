import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { CannotStart } from './state.ts'

type Handler = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>
type Log = (line: Record<string, unknown>) => void

/**
 * The address people and programs are told. Servers listen on 127.0.0.1 alone, and that is where browsers find this
 * name; passkeys belong to a name, never to an IP address.
 */
const addressOf = (port: number): string => `http://localhost:${port}`

/** Opens a port first and serves on it later, so that a taken one is known before anything has started. */
export const listen = async (port: number) => {
  let serve: { handler: Handler; log: Log } | undefined
  const server = createServer((incoming, outgoing) => {
    if (!serve) return outgoing.writeHead(503).end()
    const { handler, log } = serve
    handler(incoming, outgoing).catch((error: unknown) => {
      log({ level: 'ERROR', message: error instanceof Error ? error.stack : String(error) })
      if (outgoing.headersSent) outgoing.destroy()
      else outgoing.writeHead(500).end()
    })
  })
  server.keepAliveTimeout = 60_000
  server.listen(port, '127.0.0.1')
  await once(server, 'listening').catch((error: unknown) => {
    throw portProblem(port, error)
  })
  return {
    port,
    url: addressOf(port),
    serve: (handler: Handler, log: Log) => {
      serve = { handler, log }
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

export type Door = Awaited<ReturnType<typeof listen>>

export class PortTaken extends CannotStart {}

const portProblem = (port: number, error: unknown): unknown => {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  return isTaken
    ? new PortTaken(`Port ${port} is taken; stop what uses it or choose others with PORT=… (three in a row).`)
    : error
}
