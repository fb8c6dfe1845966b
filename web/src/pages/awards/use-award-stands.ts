import { listAwards } from '../../../../shared/contracts/awards.ts'
import { awardStands } from '../../../../shared/domain/evaluation.ts'
import type { Rfq } from '../../../../shared/domain/rfq.ts'
import { useQueryOf } from '../../api/use-api.ts'
import { useT } from '../../i18n/I18nProvider.tsx'

const OFTEN = 15_000

/** Every proposal with every opinion, newest first; looked at often while opinions may still come. */
export const useAwards = (rfq: Rfq) =>
  useQueryOf(
    listAwards,
    { params: { rfqId: rfq.rfqId } },
    { enabled: rfq.opening !== undefined, refetchInterval: rfq.status === 'evaluation' ? OFTEN : false },
  )

/** Why nothing under an award may move while approvers look at it; nothing where none is under way. */
export const useAwardStands = (rfq: Rfq): string | undefined => {
  const t = useT()
  const newest = useAwards(rfq).data?.items[0]
  return awardStands(newest?.approval) ? t('awards.underWay') : undefined
}
