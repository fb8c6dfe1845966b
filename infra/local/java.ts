import { execFile, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

export const javaCommand = (): string => {
  const home = process.env.JAVA_HOME
  const inHome = home ? join(home, 'bin', 'java') : ''
  return inHome && existsSync(inHome) ? inHome : 'java'
}

/** The major version of the installed Java, or undefined when there is none. */
export const javaVersion = async (): Promise<number | undefined> => {
  const { stderr } = await promisify(execFile)(javaCommand(), ['-version']).catch(() => ({ stderr: '' }))
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(stderr) ?? []
  // Java 8 and older called themselves 1.8, 1.7 …
  return first === '1' ? Number(second) : first ? Number(first) : undefined
}

const install = 'apt-get install -y default-jre-headless'

/** Installs Java where it may (root on Debian); answers with the sentence to show when there is still none. */
export const ensureJava = async (say: (line: string) => void): Promise<string | undefined> => {
  if (((await javaVersion()) ?? 0) >= 17) return undefined
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    say('Java 17 is missing: installing default-jre-headless (once)')
    spawnSync('sh', ['-c', `apt-get update -q && ${install}`], { stdio: ['ignore', 'ignore', 'inherit'] })
    if (((await javaVersion()) ?? 0) >= 17) return undefined
  }
  const command = existsSync('/etc/debian_version')
    ? `sudo ${install}`
    : 'brew install openjdk@17 (or your system’s Java 17)'
  return `Sealbid’s local database needs Java 17 or newer. Install it with: ${command}`
}
