import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AwsRequest, AwsResponse } from '../../../infra/local/stand-ins/types.ts'

/** A stand-in on a free loopback port, with the caller taken from the signature's credential as the gateway does. */
export const serve = async (service: AwsRequest['service'], handle: (request: AwsRequest) => Promise<AwsResponse>) => {
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]))
    const caller = /Credential=([^/,]+)\//.exec(headers.authorization ?? '')?.[1] ?? 'anonymous'
    const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host}`)
    const answer = await handle({
      service,
      caller,
      method: incoming.method ?? 'GET',
      url,
      headers,
      body: Buffer.concat(chunks),
    })
    outgoing.writeHead(answer.status, answer.headers).end(answer.body)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  const stop = () =>
    new Promise<void>((stopped) => {
      server.close(() => stopped())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}`, stop }
}
