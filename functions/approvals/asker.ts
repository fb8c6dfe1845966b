import { sha256Hex } from '../../shared/domain/canonical.ts'
import type { Asker } from '../../shared/domain/fair-share.ts'
import { networkOf, type Viewer } from '../../shared/domain/viewer.ts'
import { isKnown } from '../../shared/store/sessions.ts'
import type { Table } from '../../shared/store/table.ts'

/** Whose share an ask for a letter to a mailbox is taken from. */
export const askerOf = async (
  table: Table,
  email: string,
  { body, receivedFrom }: { body: { browser: string }; receivedFrom: Viewer },
): Promise<Asker> => {
  const browserSha256 = sha256Hex(body.browser)
  const network = networkOf(receivedFrom.address)
  return { browserSha256, network, known: await isKnown(table, email, browserSha256) }
}
