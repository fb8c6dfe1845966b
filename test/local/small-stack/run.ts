import { readFileSync } from 'node:fs'
import { startStack } from '../../../infra/local/stack.ts'

/** The small stack as a process of its own, to be killed. Its one line: ready, the engine’s pid, an order just placed. */
const [assembly = '', dataDir = '', port = ''] = process.argv.slice(2)
try {
  const stack = await startStack({ assembly, dataDir, port: Number(port) })
  process.once('SIGTERM', () => stack.stop().then(() => process.exit(0)))
  const answer = await fetch(`${stack.url}/api/orders`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await stack.tokenFor('anna@nordkontor.example')}` },
    body: JSON.stringify({ park: true }),
  })
  if (answer.status !== 201) throw new Error(`The order was answered ${answer.status}`)
  const { id } = (await answer.json()) as { id: string }
  const { engine } = JSON.parse(readFileSync(`${dataDir}/runner.json`, 'utf8')) as { engine: { pid: number } }
  console.log(`ready ${engine.pid} ${id}`)
} catch (error) {
  console.log(error instanceof Error ? error.message : error)
  process.exit(1)
}
