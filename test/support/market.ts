import { afterAll, beforeAll } from 'vitest'
import { routes as organisationRoutes } from '../../functions/organisations/index.ts'
import { routes as publishingRoutes } from '../../functions/publishing/index.ts'
import { routes as rfqRoutes } from '../../functions/rfqs/index.ts'
import { routes as tenderRoutes } from '../../functions/tenders/index.ts'
import type { Signal } from '../../shared/domain/events.ts'
import type { Planning } from '../../shared/domain/planning.ts'
import type { RfqLine, RfqTerms } from '../../shared/domain/rfq.ts'
import type { Table } from '../../shared/store/table.ts'
import { type ApiRequest, aTable, type Caller, callRoute } from './api.ts'
import { startAws } from './aws.ts'
import { aLine, anId, aProfile, NOON, someTerms } from './builders.ts'

type Aws = Awaited<ReturnType<typeof startAws>>
let counted = 0

/** The buying and supplying routes over one table of their own, with what tests say most often. */
export const aMarket = () => {
  let table: Table
  let aws: Aws
  const openingsAsked: Signal[] = []
  beforeAll(async () => {
    ;[table, aws] = await Promise.all([aTable(), startAws()])
  })
  afterAll(() => aws.stop())

  const call = (method: string, path: string, request: ApiRequest) => {
    const opening = async (signals: readonly Signal[]) => {
      openingsAsked.push(...signals)
      return []
    }
    const deps = { table, ...aws, opening, now: () => request.at ?? NOON }
    const all = [...organisationRoutes(deps), ...rfqRoutes(deps), ...publishingRoutes(deps), ...tenderRoutes(deps)]
    const found = all.find((one) => one.method === method && one.path === `/api/v1${path}`)
    if (!found) throw new Error(`No route ${method} ${path}`)
    return callRoute(found, request)
  }
  const anOrganisation = async (over: { buys?: boolean; supplies?: boolean } = { buys: true }) => {
    const org = anId('org')
    const as: Caller & { org: string } = { email: `person-${++counted}@trade.example`, name: 'Sille', org, ...over }
    const body = { ...aProfile({ buys: false, supplies: false, ...over }), orgId: org }
    await call('POST', '/organisations', { body, as: { email: as.email, name: 'Sille' } })
    return as
  }
  const aDraft = async (
    as: Caller,
    over: Partial<RfqTerms> = {},
    lines: RfqLine[] = [aLine()],
    planning?: Planning,
  ) => {
    const rfqId = anId('rfq')
    const created = await call('POST', '/rfqs', {
      body: { rfqId, terms: someTerms(over), lines, ...(planning && { planning }) },
      as,
    })
    if (created.status !== 201) throw new Error(created.text)
    return rfqId
  }
  const aPublished = async (as: Caller, over: Partial<RfqTerms> = {}, lines?: RfqLine[], planning?: Planning) => {
    const rfqId = await aDraft(as, over, lines, planning)
    const published = await call('POST', '/rfqs/{rfqId}/publication', { params: { rfqId }, as, ifMatch: 1 })
    if (published.status !== 200) throw new Error(published.text)
    return rfqId
  }
  return {
    call,
    anOrganisation,
    aDraft,
    aPublished,
    table: () => table,
    documents: () => aws.documents,
    sealingKey: () => aws.sealingKey,
    openingsAsked,
  }
}
