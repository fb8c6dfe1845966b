import * as z from 'zod'
import * as contract from '../../shared/contracts/approval-handling.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { loadRfq } from '../../shared/store/rfqs.ts'
import { loadSections } from '../../shared/store/sections.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

const Kept = z.record(z.string(), z.unknown())

export const getShownSectionRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.getShownSection, async ({ params: { rfqId, sha256 }, person }) => {
    const rfq = await loadRfq(table, person.orgId, rfqId)
    if (!rfq) return refuse({ code: 'rfq_not_found' })
    const [content] = await loadSections(table, rfq, [sha256])
    return content === undefined ? refuse({ code: 'section_not_found' }) : ok({ sha256, content: Kept.parse(content) })
  })
