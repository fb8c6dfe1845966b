import { sha256Hex } from '../../shared/domain/canonical.ts'
import type { Signal } from '../../shared/domain/events.ts'
import type { MailFacts } from '../../shared/domain/mail-facts.ts'
import type { Rfq } from '../../shared/domain/rfq.ts'
import { codeIsGood } from '../../shared/store/code-asks.ts'
import { LinkedCase, stepBehind } from '../../shared/store/links.ts'
import { loadPasskey } from '../../shared/store/passkeys.ts'
import { tokenFor } from '../aws/link-secrets.ts'
import type { Deps } from './index.ts'

const Asked = LinkedCase.pick({ subject: true, number: true, stakeholderId: true })

/**
 * The step a link leads to, with the request it is part of; for a code or a passkey also which one, while it is good.
 */
export const linkFacts = async (
  { table, mac, now }: Deps,
  rfq: Rfq,
  { name, data }: Signal,
): Promise<Partial<MailFacts>> => {
  const link = { buyerId: rfq.buyerId, rfqId: rfq.rfqId, ...Asked.parse(data) }
  const behind = await stepBehind(table, rfq, link)
  if (!behind) return {}
  const { approval, step } = behind
  if (name === 'code.asked') {
    const tokenSha256 = sha256Hex(await tokenFor(mac, link))
    const code = { tokenSha256, browserSha256: String(data.browserSha256), turn: Number(data.turn) }
    return { step, ...((await codeIsGood(table, code, step.email, now())) && { code }) }
  }
  if (name !== 'passkey.made') return { step, approval }
  const passkey = await loadPasskey(table, step.email, String(data.passkeyId), now())
  return { step, approval, ...(passkey && { passkey }) }
}
