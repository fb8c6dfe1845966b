import type { IncomingMessage, ServerResponse } from 'node:http'
import * as z from 'zod'
import { FaultSpec, type Faults, UnknownTarget } from './faults.ts'
import type { AwsResponse } from './stand-ins/types.ts'
import type { Snapshot } from './stats.ts'

const Instant = z.union([z.iso.datetime({ offset: true }), z.number()])
const Move = z.union([
  z.strictObject({ advanceMs: z.number() }),
  z.strictObject({ to: Instant }),
  z.strictObject({ holdAt: Instant }),
])

export type RunnerClock = {
  now(): number
  /** Moves the clock once no batch is under way; what has become due starts at once. */
  advance(ms: number): Promise<void>
  moveTo(instant: number): Promise<void>
  /** Stands still at an instant until the next move. */
  holdAt(instant: number): Promise<void>
}

type Options = {
  readonly clock: RunnerClock
  readonly faults: Faults
  readonly settled: () => Promise<void>
  readonly stats: () => Snapshot
  readonly mailPage: (request: { method: string; url: URL }) => Promise<AwsResponse>
}

/** What only exists on one machine: the mailbox, the clock, the faults. Never part of the product’s own address. */
export const createConsole = ({ clock, faults, settled, stats, mailPage }: Options) => {
  const clockNow = () => ({ now: new Date(clock.now()).toISOString() })
  const routes: Record<string, (body: string) => unknown> = {
    'GET /clock': clockNow,
    'POST /clock': async (body) => {
      const move = Move.parse(JSON.parse(body))
      if ('holdAt' in move) await clock.holdAt(new Date(move.holdAt).getTime())
      else await ('to' in move ? clock.moveTo(new Date(move.to).getTime()) : clock.advance(move.advanceMs))
      return clockNow()
    },
    'GET /faults': () => faults.list(),
    'POST /faults': (body) => {
      const specs = z.union([z.array(FaultSpec), FaultSpec.transform((one) => [one])]).parse(JSON.parse(body))
      for (const spec of specs) faults.add(spec)
      return faults.list()
    },
    'DELETE /faults': () => {
      faults.clear()
      return []
    },
    'POST /settled': async () => {
      await settled()
      return clockNow()
    },
    'GET /stats': stats,
  }

  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host}`)
    const method = incoming.method ?? 'GET'
    if (method === 'POST' && url.pathname === '/clock/forward') return forward(incoming, outgoing, clock)
    const route = routes[`${method} ${url.pathname}`]
    if (!route) {
      const { status, headers, body } = await mailPage({ method, url })
      outgoing.writeHead(status, headers).end(body)
      return
    }
    // A page of another site can post a form here, but not JSON.
    const isJson = /^application\/json\b/.test(incoming.headers['content-type'] ?? '')
    if (method === 'POST' && !isJson) return answer(outgoing, 415, { message: 'Send application/json' })
    try {
      answer(outgoing, 200, await route(await textOf(incoming)))
    } catch (error) {
      if (!(error instanceof z.ZodError || error instanceof SyntaxError || error instanceof UnknownTarget)) throw error
      answer(outgoing, 400, { message: error instanceof z.ZodError ? z.prettifyError(error) : error.message })
    }
  }
}

const Forward = z.object({
  ms: z.coerce.number().pipe(
    z
      .int()
      .min(1)
      .max(400 * 86_400_000),
  ),
})

/** The buttons of the mailbox page; a form of another site is told apart by what the browser says of it. */
const forward = async (incoming: IncomingMessage, outgoing: ServerResponse, clock: RunnerClock): Promise<void> => {
  if (incoming.headers['sec-fetch-site'] !== 'same-origin') {
    return answer(outgoing, 403, { message: 'Only the mailbox page moves the clock by a form' })
  }
  const form = new URLSearchParams(await textOf(incoming))
  const asked = Forward.safeParse(Object.fromEntries(form))
  if (!asked.success) return answer(outgoing, 400, { message: z.prettifyError(asked.error) })
  await clock.advance(asked.data.ms)
  outgoing.writeHead(303, { location: '/mailbox' }).end()
}

const textOf = async (incoming: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

const answer = (outgoing: ServerResponse, status: number, body: unknown): void => {
  outgoing
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body))
}
