import { approverOf } from '../../infra/local/demo/actors.ts'
import type { Running } from '../../infra/local/demo/running.ts'

/** The secrets an approver gets: the link from the mailbox and a session opened with its code. */
export const approverLink = async (running: Running, address: string) => {
  const { link, session } = await approverOf(running, address)
  return { link, session }
}
