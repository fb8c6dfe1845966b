import * as z from 'zod'

const Mail = z.object({
  id: z.string(),
  to: z.array(z.string()).or(z.string()),
  subject: z.string(),
  text: z.string(),
  at: z.string(),
})
export type DemoMail = z.infer<typeof Mail>

/** A running stack as its users reach it: the site, the console's mailbox and clock, and sign-in. */
export type Running = {
  url: string
  console: string
  /** An access token exactly as signing in would give it. */
  tokenFor(email: string, name?: string): Promise<string>
}

export const mailsTo = async ({ console: origin }: Running, address: string): Promise<DemoMail[]> => {
  const response = await fetch(`${origin}/mail?limit=200&to=${encodeURIComponent(address)}`)
  if (!response.ok) throw new Error(`The mailbox answered ${response.status}`)
  return z.array(Mail).parse(await response.json())
}

const clock = async ({ console: origin }: Running, body?: { advanceMs: number } | { to: string }): Promise<number> => {
  const response = await fetch(
    `${origin}/clock`,
    body && { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
  )
  if (!response.ok) throw new Error(`The clock answered ${response.status}`)
  return z
    .object({ now: z.union([z.number(), z.iso.datetime()]).transform((now) => new Date(now).getTime()) })
    .parse(await response.json()).now
}

/** The runner's time in ms, UTC. */
export const timeOf = (running: Running) => clock(running)
export const advance = (running: Running, advanceMs: number) => clock(running, { advanceMs })
export const moveTo = (running: Running, to: string) => clock(running, { to })
