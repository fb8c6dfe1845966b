import type { RankedBid, RedFlag } from './award.ts'
import type { OpenedBid } from './bid.ts'
import { sumMinor } from './money.ts'
import type { SupplierStanding } from './subjects.ts'

type Judged = Pick<RankedBid, 'supplierId' | 'comparedMinor'>

const FAR_BELOW_MEAN_PERMILLE = 400n
const FAR_BELOW_NEXT_PERMILLE = 300n

/** Whether `price` lies at least so many thousandths below `other`. */
const isBelow = (price: bigint, other: bigint, permille: bigint) =>
  other > 0n && (other - price) * 1000n >= permille * other

/**
 * A bid so low that it should be explained: 40 % under the mean of the others, or 30 % under the next one. The limits
 * are Prozorro’s for abnormally low bids.
 */
export const isAbnormallyLow = (own: Judged, ranking: readonly Judged[]): boolean => {
  const others = ranking
    .filter(({ supplierId }) => supplierId !== own.supplierId)
    .map(({ comparedMinor }) => comparedMinor)
  if (others.length === 0) return false
  const price = BigInt(own.comparedMinor)
  const above = others.filter((other) => other >= own.comparedMinor)
  const next = above.length > 0 ? BigInt(Math.min(...above)) : 0n
  return (
    isBelow(price * BigInt(others.length), BigInt(sumMinor(others)), FAR_BELOW_MEAN_PERMILLE) ||
    isBelow(price, next, FAR_BELOW_NEXT_PERMILLE)
  )
}

type Facts = {
  supplierId: string
  isLowest: boolean
  ranking: readonly Judged[]
  bids: readonly Pick<OpenedBid, 'disqualified'>[]
  standing: readonly SupplierStanding[]
}

/** What approvers are asked to look at twice, in the order of weight. */
export const redFlagsOf = ({ supplierId, isLowest, ranking, bids, standing }: Facts): RedFlag[] => {
  const own = ranking.find((one) => one.supplierId === supplierId)
  const flags: [RedFlag, boolean][] = [
    ['notLowest', !isLowest],
    ['abnormallyLow', own !== undefined && isAbnormallyLow(own, ranking)],
    ['singleBid', ranking.length === 1],
    ['lowScore', standing.includes('lowScore')],
    ['newSupplier', standing.includes('new')],
    ['disqualified', bids.some(({ disqualified }) => disqualified !== undefined)],
  ]
  return flags.flatMap(([flag, raised]) => (raised ? [flag] : []))
}
