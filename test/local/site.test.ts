import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, get, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { synthesize } from '../../infra/app.ts'
import { loadAssembly } from '../../infra/local/assembly.ts'
import { createSite } from '../../infra/local/site.ts'

const hosts = { gateway: 'http://127.0.0.1:4997', site: 'http://localhost:4998', issuer: 'http://localhost:4999' }
const script = 'export const words = "sealed bids and real vetoes, "\n'.repeat(100)
const temporary = mkdtempSync(join(tmpdir(), 'sealbid-site-'))
let url: string
let close: () => void

beforeAll(async () => {
  const folder = join(temporary, 'site')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  mkdirSync(join(folder, 'approve'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>application</title>')
  writeFileSync(join(folder, 'approve/index.html'), '<!doctype html><title>approver</title>')
  writeFileSync(join(folder, 'assets/app-1a2b.js'), script)
  writeFileSync(join(temporary, 'secret.txt'), 'secret')
  const directory = await synthesize({ stage: 'dev', outdir: join(temporary, 'assembly') })
  const assembly = loadAssembly({ directory, hosts })
  const serve = createSite({
    assembly,
    url: hosts.site,
    folder,
    config: { issuer: hosts.issuer },
    api: async (incoming, outgoing) =>
      void outgoing.setHeader('passed-on', incoming.headers['x-forwarded-for'] ?? '').end(`api ${incoming.url}`),
  })
  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing)).listen(0, '127.0.0.1')
  await new Promise((ready) => server.once('listening', ready))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  close = () => server.close()
})
afterAll(() => {
  close()
  rmSync(temporary, { recursive: true })
})

const titleAt = async (path: string) => /<title>(.*)<\/title>/.exec(await (await fetch(url + path)).text())?.[1]

describe('the site as the distribution of the template has it', () => {
  it('answers every path of the application with its page, and the approver’s with the other', async () => {
    expect(await titleAt('/')).toBe('application')
    expect(await titleAt('/rfqs/rfq_01/award')).toBe('application')
    expect(await titleAt('/approve/')).toBe('approver')
    const moved = await fetch(`${url}/approve`, { redirect: 'manual' })
    expect([moved.status, moved.headers.get('location')]).toEqual([301, '/approve/'])
  })

  it('leads whoever comes by address to the name that signing in and passkeys know', async () => {
    const askByAddress = (path: string) =>
      new Promise<IncomingMessage>((resolve) => get(`${url}${path}`, { headers: { host: '127.0.0.1:4998' } }, resolve))
    const page = await askByAddress('/approve/?from=mail')
    expect([page.statusCode, page.headers.location]).toEqual([307, `${hosts.site}/approve/?from=mail`])
    expect((await askByAddress('/api/v1/rfqs')).statusCode).toBe(200)
  })

  it('hands /api/ to the API with the headers of answers', async () => {
    const answer = await fetch(`${url}/api/v1/rfqs?limit=2`, { method: 'POST' })
    expect(await answer.text()).toBe('api /api/v1/rfqs?limit=2')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('adds the viewer’s address behind whatever the viewer claims', async () => {
    const passedOn = async (headers: Record<string, string>) =>
      (await fetch(`${url}/api/v1/rfqs`, { headers })).headers.get('passed-on')
    expect(await passedOn({})).toBe('127.0.0.1')
    expect(await passedOn({ 'x-forwarded-for': '198.51.100.7' })).toBe('198.51.100.7, 127.0.0.1')
  })

  it('keeps what is named by its content for good, everything else never, and compresses text', async () => {
    const asset = await fetch(`${url}/assets/app-1a2b.js`, { headers: { 'accept-encoding': 'br' } })
    expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(asset.headers.get('cache-control')).toContain('immutable')
    expect(asset.headers.get('content-encoding')).toBe('br')
    expect(await asset.text()).toBe(script)
    const page = await fetch(url)
    expect(page.headers.get('cache-control')).toBe('no-cache')
    const again = await fetch(url, { headers: { 'if-none-match': page.headers.get('etag') ?? '' } })
    expect(again.status).toBe(304)
  })

  it('lets the page talk to the issuer and the gateway of this machine, and to nobody else', async () => {
    const policy = (await fetch(url)).headers.get('content-security-policy') ?? ''
    const [, connects] = /connect-src ([^;]+)/.exec(policy) ?? []
    const origins = new Set(
      connects?.split(' ').map((source) => (source === "'self'" ? source : new URL(source).origin)),
    )
    expect(origins).toEqual(new Set(["'self'", hosts.issuer, hosts.gateway]))
  })

  it('says where to sign in, serves nothing outside its folder, and takes no other method', async () => {
    expect(await (await fetch(`${url}/config.json`)).json()).toEqual({ issuer: hosts.issuer })
    for (const path of [
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/missing.js',
      '/%E0%A4%A.js',
    ]) {
      expect((await fetch(url + path)).status).toBe(404)
    }
    expect((await fetch(url, { method: 'POST' })).status).toBe(403)
  })
})
