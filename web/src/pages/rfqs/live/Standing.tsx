import type { Rfq } from '../../../../../shared/domain/rfq.ts'
import { useNow } from '../../../api/server-clock.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { Deadline } from '../../../ui/Deadline.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Seal } from '../../../ui/Seal.tsx'
import { hasClosed } from '../use-rfq.ts'
import styles from './Standing.module.css'

/** Where an RFQ stands: how long it takes bids, and what is true of its seal. */
export function Standing({ rfq }: { readonly rfq: Rfq }) {
  const t = useT()
  const format = useFormat()
  const { closesAt, timeZone } = rfq.terms
  const ended = rfq.cancelled ?? rfq.unsuccessful
  return (
    <div className={styles.standing}>
      {rfq.status === 'open' && closesAt && (
        <Deadline at={closesAt} timeZone={timeZone} label={t('rfqs.closesIn')} overLabel={t('rfqs.biddingOver')} />
      )}
      {ended && (
        <Notice
          title={t('rfqs.endedOn', {
            how: rfq.cancelled ? 'cancelled' : 'unsuccessful',
            at: format.dateTimeIn(ended.at, timeZone),
          })}
        >
          <p>{ended.reason}</p>
        </Notice>
      )}
      <SealOf rfq={rfq} />
    </div>
  )
}

function SealOf({ rfq }: { readonly rfq: Rfq }) {
  const t = useT()
  const format = useFormat()
  const now = useNow(60_000)
  const { closesAt, timeZone } = rfq.terms
  if (rfq.opening) {
    const { bids, openedAt, bidsSha256 } = rfq.opening
    return (
      <Seal
        open
        statement={t('rfqs.sealOpened', { at: format.exactIn(openedAt, timeZone), bids })}
        detail={
          <>
            <p>{t('rfqs.sealOpenedDetail')}</p>
            <code className={styles.hash}>{bidsSha256}</code>
          </>
        }
      />
    )
  }
  if (rfq.status === 'cancelled' && rfq.publishedAt) return <Seal open={false} statement={t('rfqs.sealCancelled')} />
  if (rfq.status !== 'open' || !closesAt) return null
  const at = format.dateTimeIn(closesAt, timeZone)
  if (!hasClosed(rfq, now))
    return <Seal open={false} statement={t('rfqs.sealClosed', { at })} detail={t('rfqs.sealClosedDetail')} />
  return (
    <Seal
      open={false}
      statement={t('rfqs.sealWaiting', { at, now: format.time(new Date(now)) })}
      detail={t('rfqs.sealWaitingDetail')}
    />
  )
}
