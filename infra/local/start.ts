import { existsSync, readdirSync, rmSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureJava } from './java.ts'
import { makeAssemblyApart } from './make-assembly.ts'
import { startDemo } from './start-demo.ts'
import { assertNotRunning, CannotStart } from './state.ts'

const root = join(import.meta.dirname, '../..')
enableCompileCache(join(root, 'dist/compile-cache'))

const readOptions = () => {
  const { values } = parseArgs({ options: { fresh: { type: 'boolean' }, empty: { type: 'boolean' } } })
  const port = Number(process.env.PORT ?? 4000)
  if (!Number.isInteger(port) || port < 1024 || port > 65_533) {
    throw new CannotStart(`PORT must be a number between 1024 and 65533, not “${process.env.PORT}”.`)
  }
  return {
    fresh: values.fresh ?? false,
    empty: values.empty ?? false,
    port,
    dataDir: resolve(process.env.DATA_DIR ?? join(root, '.data')),
  }
}

/** What `--fresh` may delete: only what a stack has left behind, never a folder named by mistake. */
const startOver = (dataDir: string): void => {
  if (!existsSync(dataDir) || readdirSync(dataDir).length === 0) return
  if (!existsSync(join(dataDir, 'functions.log'))) {
    throw new CannotStart(`${dataDir} holds no Sealbid data; --fresh will not delete it.`)
  }
  rmSync(dataDir, { recursive: true, force: true })
}

const main = async () => {
  const { fresh, empty, port, dataDir } = readOptions()
  const say = (line: string) => console.log(line)
  assertNotRunning(dataDir)
  if (fresh) startOver(dataDir)
  const assembly = makeAssemblyApart()
  // Awaited by the stack, which starts meanwhile.
  assembly.catch(() => undefined)
  const [missing, { startStack }, { demoPeople }] = await Promise.all([
    ensureJava(say),
    import('./stack.ts'),
    import('./demo/people.ts'),
  ])
  if (missing) throw new CannotStart(missing)
  const stack = await startStack({
    port,
    dataDir,
    assembly,
    webDir: join(root, 'dist/web'),
    people: demoPeople,
    show: console.error,
  })

  const end = () => {
    stack.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)

  say(`Sealbid     ${stack.url}`)
  say(`Mailbox     ${stack.console}/mailbox  (every mail it would have sent; clock and faults too)`)
  say(`Sign in     one click as ${demoPeople.map(({ email }) => email).join(', ')}`)
  say('            or any e-mail address, with the code from the mailbox')
  say(`ready ${stack.url}`)
  if (!empty) await startDemo(stack, say)
}

main().catch((error: unknown) => {
  console.error(error instanceof CannotStart ? error.message : error)
  process.exit(1)
})
