import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import * as z from 'zod'
import type { Running } from '../../infra/local/demo/running.ts'
import { aVisitor } from '../local/stand-ins/pkce.ts'

const Config = z.object({ issuer: z.string(), clientId: z.string(), scope: z.string() })
const root = join(import.meta.dirname, '../..')

/** Signs in on the issuer's page with one click, as a browser would. */
const signedIn = async (url: string, email: string): Promise<string> => {
  const { issuer, ...client } = Config.parse(await (await fetch(`${url}/config.json`)).json())
  const visitor = aVisitor(issuer, { ...client, redirectUri: `${url}/sign-in/callback` })
  const page = await visitor.authorize()
  const back = await visitor.send(page.url, { act: 'person', person: email })
  return (await visitor.tokens(back.url)).access_token
}

export type Started = Running & { child: ChildProcess; kill(): Promise<void>; stop(): Promise<void> }

/** What `npm start -- --empty` starts, once it says that it is ready. */
export const startAsUsersDo = async (port: number, dataDir: string): Promise<Started> => {
  const child = spawn(process.execPath, ['infra/local/start.ts', '--empty'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  const url = `http://localhost:${port}`
  const started: Started = {
    url,
    console: `http://localhost:${port + 1}`,
    tokenFor: (email) => signedIn(url, email),
    child,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('ready ')) return started
  throw new Error('npm start ended without being ready')
}
