import * as contract from '../../shared/contracts/suppliers.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { untilUnchanged } from '../../shared/store/rfqs.ts'
import { hasSupplied, keepScore, loadScore, pageOfSuppliers } from '../../shared/store/suppliers.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

export const listSuppliersRoute = ({ table }: Deps) =>
  route(contract.listSuppliers, async ({ query, person }) => pageOfSuppliers(table, person.orgId, query))

export const scoreSupplierRoute = ({ table }: Deps) =>
  route(contract.scoreSupplier, async ({ params: { supplierId }, body, person, receivedAt: at }) => {
    const { orgId, email, name } = person
    if (!(await hasSupplied(table, orgId, supplierId))) return refuse({ code: 'supplier_not_found' })
    const scored = await untilUnchanged(async () => {
      const before = await loadScore(table, orgId, supplierId)
      const isSame = before?.score === body.score && before.note === body.note && before.by.email === email
      if (isSame) return ok(before)
      const score = { ...body, version: (before?.version ?? 0) + 1, at, by: { email, name } }
      const kept = await keepScore(table, orgId, supplierId, score)
      return kept.ok ? ok(score) : kept
    })
    if (!scored.ok) throw new Error(`The score of ${supplierId} kept changing`)
    return scored
  })
