import { parseArgs } from 'node:util'
import { startTestStack } from '../support/stack.ts'
import { knowledgeOf } from './knowledge.ts'
import { randomFrom } from './random.ts'
import { type FuzzRequest, requestOf } from './requests.ts'

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '1000' }, seed: { type: 'string', default: '20261121' } },
})
const total = Number(values.requests)
const random = randomFrom(Number(values.seed))
const CONCURRENCY = 8

const stack = await startTestStack()
const answers = new Map<number, number>()
const failures: { request: FuzzRequest; status: number | string; text: string }[] = []

const send = async (request: FuzzRequest) => {
  try {
    const response = await fetch(new URL(request.path, stack.url), {
      method: request.method,
      headers: request.headers,
      ...(request.body !== undefined && { body: request.body }),
    })
    const text = await response.text()
    answers.set(response.status, (answers.get(response.status) ?? 0) + 1)
    if (response.status >= 500) failures.push({ request, status: response.status, text })
  } catch (error) {
    failures.push({ request, status: 'no answer', text: String(error) })
  }
}

try {
  const known = await knowledgeOf(stack)
  let sent = 0
  const sender = async () => {
    while (sent < total) {
      sent += 1
      await send(requestOf(random, known))
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, sender))
} finally {
  await stack.stop()
}

console.log(
  `seed ${values.seed}, answers by status: ${JSON.stringify(Object.fromEntries([...answers].sort(([a], [b]) => a - b)))}`,
)
for (const { request, status, text } of failures.slice(0, 10)) {
  console.log(
    `${status} ${request.name} ${request.method} ${request.path.slice(0, 300)} ${request.body?.slice(0, 400) ?? ''}\n  ${text.slice(0, 300)}`,
  )
}
console.log(`${total - failures.length} passed, ${failures.length} failed`)
process.exitCode = failures.length === 0 ? 0 : 1
