import * as z from 'zod'

/** Where a request came from: the address the site was asked from and the browser it named, both kept short. */
export const Viewer = z.object({ address: z.string(), browser: z.string() })
export type Viewer = z.infer<typeof Viewer>

/**
 * The network an address belongs to: what one person, office or provider's customer moves about in freely, so that
 * another address in it is no other asker. IPv4 by /24, IPv6 by /48; what is no address is a network of its own.
 */
export const networkOf = (address: string): string => {
  const v4 = /^(?:::ffff:)?(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/i.exec(address)
  if (v4) return `${v4[1]}.0/24`
  if (!/^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(address)) return 'unknown'
  const [before = '', after] = address.toLowerCase().split('::')
  const head = before.split(':').filter(Boolean)
  const tail = after?.split(':').filter(Boolean) ?? []
  const zeros = after === undefined ? 0 : Math.max(0, 8 - head.length - tail.length)
  const groups = [...head, ...Array<string>(zeros).fill('0'), ...tail].slice(0, 3)
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/48`
}

const BROWSERS = [
  ['Edge', /\bEdgA?\/(\d+)/],
  ['Opera', /\bOPR\/(\d+)/],
  ['Samsung Internet', /\bSamsungBrowser\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /\b(?:HeadlessChrome|Chrome|CriOS)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+)[.\d]* (?:Mobile\/\w+ )?Safari\//],
] as const
const SYSTEMS = [
  ['Android', /\bAndroid\b/],
  ['iOS', /\b(?:iPhone|iPad|iPod)\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['Linux', /\b(?:Linux|CrOS)\b/],
] as const
const LONGEST = 60

/** What a person would call their browser, for the record: "Firefox 142, Windows". What is not known is quoted. */
export const browserOf = (userAgent: string): string => {
  const found = BROWSERS.map(([name, pattern]) => [name, pattern.exec(userAgent)?.[1]]).find(([, version]) => version)
  if (!found) return userAgent.replaceAll(/[^ -~]/g, '').slice(0, LONGEST)
  const system = SYSTEMS.find(([, pattern]) => pattern.test(userAgent))?.[0]
  return [found.join(' '), ...(system ? [system] : [])].join(', ')
}
