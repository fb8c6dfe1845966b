import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { buildApprovePage } from '../../../infra/build/approve-page.ts'
import { root } from '../../../infra/build/inputs.ts'
import { approverPolicy } from '../../../infra/constructs/content-policies.ts'
import { capabilities } from '../../../shared/contracts/all.ts'
import type { Endpoint } from '../../../shared/contracts/endpoint.ts'
import type { Office } from '../../support/approvals.ts'

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
}

const paths = [...new Set(Object.values<Endpoint>(capabilities.approvals).map(({ path }) => path))]

/** The route a path is of, with what stands in its places. */
const routeOf = (pathname: string): { path: string; params: Record<string, string> } => {
  for (const path of paths) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
    const found = new RegExp(`^${path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`).exec(pathname)
    if (found) return { path, params: Object.fromEntries(names.map((name, i) => [name, found[i + 1] ?? ''])) }
  }
  throw new Error(`No route of approvals is ${pathname}`)
}

/** The built page under the policy it is deployed with, and the real routes of approvals behind it. */
export const serveOffice = async (office: Office, folder: string) => {
  await buildApprovePage(folder)
  let sent = 0
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://local')
    if (pathname.startsWith('/api/v1/')) {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      const text = Buffer.concat(chunks).toString()
      const { path, params } = routeOf(pathname.slice('/api/v1'.length))
      const answer = await office.call(request.method ?? 'GET', path, {
        params,
        query: Object.fromEntries(searchParams),
        ...(request.headers.authorization && { authorization: request.headers.authorization }),
        ...(text && { body: JSON.parse(text) }),
      })
      response.writeHead(answer.status, { 'content-type': String(answer.headers['content-type']) }).end(answer.text)
      return
    }
    const name = pathname === '/approve/' ? 'index.html' : pathname.replace('/approve/', '')
    const file = pathname === '/icon.svg' ? join(root, 'web/public/icon.svg') : join(folder, name)
    const body = brotliCompressSync(readFileSync(file))
    sent += body.length
    response
      .writeHead(200, {
        'content-type': types[file.split('.').at(-1) ?? ''],
        'content-encoding': 'br',
        'content-security-policy': approverPolicy,
        'referrer-policy': 'no-referrer',
      })
      .end(body)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/approve/`,
    bytesSent: () => sent,
    stop: () =>
      new Promise<void>((stopped) => {
        server.close(() => stopped())
        server.closeAllConnections()
      }),
  }
}
