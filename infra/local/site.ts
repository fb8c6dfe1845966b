import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Assembly } from './assembly.ts'
import { type Behaviour, readDistribution, type ViewerRequest } from './distribution.ts'
import { openFolder, type StaticFile } from './static-files.ts'

type Options = {
  readonly assembly: Assembly
  readonly url: string
  readonly folder: string
  /** What a deployment puts beside the site: `/config.json`. */
  readonly config: Record<string, string>
  readonly api: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>
}

/** One origin for site and API, as CloudFront has it. */
export const createSite = ({ assembly, url, folder, config, api }: Options) => {
  const { behaviours, rootObject, missing } = readDistribution(assembly, new URL(url).host)
  const files = openFolder(folder)
  const byAddress = `127.0.0.1:${new URL(url).port}`

  const find = (uri: string): { file: StaticFile; status: number } | undefined => {
    const file = files(uri === '/' ? `/${rootObject}` : uri)
    if (file) return { file, status: 200 }
    const fallback = missing?.ResponsePagePath && files(missing.ResponsePagePath)
    return fallback ? { file: fallback, status: missing?.ResponseCode ?? 404 } : undefined
  }

  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { pathname, search } = new URL(incoming.url ?? '/', url)
    const behaviour = behaviours.find(({ pattern }) => pattern.test(pathname))
    if (!behaviour) return void outgoing.writeHead(404).end()
    for (const [name, value] of Object.entries(behaviour.headers)) outgoing.setHeader(name, value)
    if (behaviour.origin === 'api') {
      incoming.headers['x-forwarded-for'] = passedOn(incoming)
      return api(incoming, outgoing)
    }
    // A page works under the one name that signing in and passkeys know; a link's fragment goes along by itself.
    if (incoming.headers.host === byAddress) {
      return void outgoing.writeHead(307, { location: `${url}${pathname}${search}` }).end()
    }
    if (incoming.method !== 'GET' && incoming.method !== 'HEAD') return void outgoing.writeHead(403).end()
    if (pathname === '/config.json') return sendConfig(outgoing, config)

    const asked = behaviour.rewrite(viewerRequest(incoming, pathname))
    if ('statusCode' in asked) return void outgoing.writeHead(asked.statusCode, flat(asked.headers)).end()
    const found = find(decoded(asked.uri))
    if (!found) return void outgoing.writeHead(404, { 'content-type': 'text/plain' }).end('Not found')
    sendFile(incoming, outgoing, found)
  }
}

/** Whatever the viewer wrote there, their address stands after it. */
const passedOn = ({ headers, socket }: IncomingMessage): string =>
  [headers['x-forwarded-for'], socket.remoteAddress].flat().filter(Boolean).join(', ')

/** What is not encoded properly names no file. */
const decoded = (uri: string): string => {
  try {
    return decodeURI(uri)
  } catch {
    return uri
  }
}

const viewerRequest = (incoming: IncomingMessage, uri: string): ViewerRequest => ({
  method: incoming.method ?? 'GET',
  uri,
  querystring: {},
  headers: { host: { value: incoming.headers.host ?? '' } },
})

const flat = (headers: Extract<ReturnType<Behaviour['rewrite']>, { statusCode: number }>['headers']) =>
  Object.fromEntries(Object.entries(headers ?? {}).map(([name, { value }]) => [name, value]))

const sendConfig = (outgoing: ServerResponse, config: Record<string, string>): void => {
  outgoing.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' })
  outgoing.end(JSON.stringify(config))
}

const sendFile = (
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  found: { file: StaticFile; status: number },
): void => {
  const { file, status } = found
  const headers = { etag: file.etag, 'cache-control': file.cacheControl, vary: 'accept-encoding' }
  if (incoming.headers['if-none-match'] === file.etag && status === 200)
    return void outgoing.writeHead(304, headers).end()
  const { body, encoding } = file.encoded(String(incoming.headers['accept-encoding'] ?? ''))
  outgoing.writeHead(status, {
    ...headers,
    'content-type': file.type,
    'content-length': body.length,
    ...(encoding && { 'content-encoding': encoding }),
  })
  outgoing.end(incoming.method === 'HEAD' ? undefined : body)
}
