import * as z from 'zod'

const Config = z.object({ issuer: z.url(), clientId: z.string(), scope: z.string() })
export type Config = z.infer<typeof Config>

/** The same build runs everywhere: where to sign in is told by the site, not baked in. */
export const loadConfig = async (): Promise<Config> => {
  const response = await fetch('/config.json')
  if (!response.ok) throw new Error(`/config.json answered ${response.status}`)
  return Config.parse(await response.json())
}
