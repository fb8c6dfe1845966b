import * as contract from '../../shared/contracts/contract-changes.ts'
import { changeCan } from '../../shared/domain/contract-change.ts'
import { wasOffered } from '../../shared/domain/contract-change-rules.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { keepWithdrawn } from '../../shared/store/contract-changes.ts'
import { untilUnchanged } from '../../shared/store/rfqs.ts'
import { route } from '../http/api.ts'
import { findChange } from './find-change.ts'
import type { Deps } from './index.ts'

export const withdrawChangeRoute = ({ table, now }: Deps) =>
  route(contract.withdrawChange, ({ params, body: { words }, person }) =>
    untilUnchanged(async () => {
      const found = await findChange(table, { buyerId: person.orgId, ...params })
      if (!found) return refuse({ code: 'change_not_found' })
      const { rfq, change, request } = found
      const { ended } = change
      if (ended?.because === 'withdrawn' && ended.words === words) return ok(change)
      if (!changeCan('cancel', change)) return refuse({ code: 'change_over', status: change.status })
      const withdrawn = { because: 'withdrawn' as const, words, at: now(), offered: wasOffered(change, request) }
      const kept = await keepWithdrawn(table, rfq, found, { ended: withdrawn, by: person })
      return kept.ok ? ok({ ...change, status: 'cancelled' as const, ended: withdrawn }) : kept
    }),
  )
