import { parseArgs } from 'node:util'
import { startTestStack } from '../support/stack.ts'
import { measureApprovals } from './approvals.ts'
import { measureApprovalPage, measureBundles } from './bundles.ts'
import { measureLifecycle } from './lifecycle.ts'
import { measureLoad } from './load.ts'
import { measureReady } from './ready.ts'

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })
const megabytes = (bytes: number) => Math.round(bytes / 1_000_000)

const stack = await startTestStack()
const lifecycles = []
try {
  // The first run warms the functions up; it is measured but not reported.
  await measureLifecycle(stack, 10, 5)
  lifecycles.push(await measureLifecycle(stack, 10, 5))
  if (!values.quick) {
    lifecycles.push(await measureLifecycle(stack, 100, 10))
    lifecycles.push(await measureLifecycle(stack, 1000, 20))
  }
  const approvals = await measureApprovals(stack, values.quick)
  const load = await measureLoad(stack, values.quick ? 50 : 200, values.quick ? 2 : 10)
  const { functions } = stack.stats()
  const result = {
    lifecycles,
    approvals,
    load,
    functions: Object.fromEntries(
      Object.entries(functions).map(([name, { peakHeapMb, initMs, coldStarts }]) => [
        name,
        { peakHeapMb: Math.round(peakHeapMb), initMs: Math.round(initMs), coldStarts },
      ]),
    ),
    bundles: measureBundles(),
    approvalPageGzipBytes: measureApprovalPage(),
    runnerPeakMb: megabytes(process.resourceUsage().maxRSS * 1024),
  }
  await stack.stop()
  console.log(JSON.stringify({ ...result, ready: await measureReady(4390) }, null, 2))
} finally {
  await stack.stop()
}
