import { setTimeout as wait } from 'node:timers/promises'
import { sealOffer } from '../../infra/local/demo/actors.ts'
import { callApi } from '../../infra/local/demo/client.ts'
import { prices } from '../../infra/local/demo/content.ts'
import * as bids from '../../shared/contracts/bids.ts'
import * as tenders from '../../shared/contracts/tenders.ts'
import type { TestStack } from '../support/stack.ts'
import { aBuyer, aPublishedRfq, aSupplier } from '../support/stories.ts'

const quantile = (sorted: readonly number[], q: number) =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0)

/** Bids sent at a steady rate, whether or not earlier ones were answered; envelopes are sealed beforehand. */
export const measureLoad = async (stack: TestStack, perSecond: number, seconds: number) => {
  const { person: buyer, buyerId } = await aBuyer(stack)
  const versions = 20
  const suppliers = await Promise.all(Array.from({ length: (perSecond * seconds) / versions }, () => aSupplier(stack)))
  const rfq = await aPublishedRfq(stack, buyer, [], { terms: { method: 'open', invited: [] }, closesInMs: 12 * 60_000 })
  const ids = { buyerId, rfqId: rfq.rfqId }
  const ready = await Promise.all(
    suppliers.map(async ({ person, supplierId }) => {
      await person.must(tenders.takePart, { params: ids })
      const tender = (await person.must(tenders.getTender, { params: ids })).value
      const bodies = await Promise.all(
        Array.from({ length: versions }, (_, v) =>
          sealOffer(tender, supplierId, v + 1, { lines: prices('1.00', '2.00', '3.00') }),
        ),
      )
      return { authorization: `Bearer ${await stack.tokenFor(person.email)}`, bodies }
    }),
  )
  const latencies: number[] = []
  const answers: Record<string, number> = {}
  // A supplier sends its next version when the one before was answered, as a browser would.
  const last = new Map<string, Promise<void>>()
  const started = performance.now()
  for (let i = 0; i < perSecond * seconds; i += 1) {
    const supplier = ready[i % ready.length]
    const version = Math.floor(i / ready.length) + 1
    const body = supplier?.bodies[version - 1]
    if (!supplier || !body) continue
    const due = started + (i * 1000) / perSecond
    if (due > performance.now()) await wait(due - performance.now())
    const { authorization } = supplier
    const before = last.get(authorization) ?? Promise.resolve()
    const submit = async () => {
      await before
      const sent = performance.now()
      const answer = await callApi(stack.url, bids.submitBid, { authorization, params: { ...ids, version }, body })
      latencies.push(performance.now() - sent)
      const key = answer.ok ? '201' : answer.refusal.code
      answers[key] = (answers[key] ?? 0) + 1
    }
    last.set(authorization, submit())
  }
  await Promise.all(last.values())
  const wallMs = performance.now() - started
  latencies.sort((a, b) => a - b)
  return {
    asked: { perSecond, seconds, bids: perSecond * seconds },
    answers,
    achievedPerSecond: Math.round((latencies.length / wallMs) * 1000),
    latencyMs: { p50: quantile(latencies, 0.5), p95: quantile(latencies, 0.95), p99: quantile(latencies, 0.99) },
  }
}
