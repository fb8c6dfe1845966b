import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/** The same engine without the browser's own windows, which cost a third of a journey's time. */
const shell = 'chromium-headless-shell'
const names = [shell, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const elsewhere = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

const isProgram = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const find = (wanted: readonly string[]): string | undefined => {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)]
  const places = wanted.flatMap((name) => folders.map((folder) => join(folder, name)))
  return places.find(isProgram)
}

/** The browser to test in: the one named in CHROMIUM, else the first found on this machine. */
export const findChromium = (): string | undefined =>
  [process.env.CHROMIUM, find(names), ...elsewhere].find((file) => file && isProgram(file))

/** Installs Chromium where it may (root on Debian); answers with the sentence to show when there is none in the end. */
export const ensureChromium = (say: (line: string) => void): string | undefined => {
  const debian = existsSync('/etc/debian_version')
  const install = `apt-get install -y --no-install-recommends ${shell}`
  if (debian && process.getuid?.() === 0 && !process.env.CHROMIUM && !find([shell])) {
    say(`Installing ${shell} (once)`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('sh', ['-c', `apt-get update -q && ${install}`], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  }
  if (findChromium()) return undefined
  const how = debian ? `sudo ${install}` : 'install Google Chrome or Chromium'
  return `The journeys need a browser: ${how}, or name one in CHROMIUM.`
}

/** A browser that leaves the machine alone: no sandbox for root in a container, nothing fetched in the background. */
export const launchChromium = (): Promise<Browser> => {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('No Chromium or Chrome on this machine')
  return chromium.launch({
    executablePath,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
    ],
  })
}
