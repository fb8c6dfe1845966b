import type { ChangeForSupplier } from '../../../../../shared/domain/contract-change.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { Section } from '../../../ui/Section.tsx'
import { ChangeContent, ChangeHead } from '../ChangeContent.tsx'
import styles from '../contract.module.css'
import { Folded } from '../Folded.tsx'
import { SupplierOrderChange } from '../OrderChange.tsx'
import { changeStanding } from '../standing.ts'

interface Props {
  readonly tender: { readonly buyerId: string; readonly rfqId: string }
  readonly changes: readonly ChangeForSupplier[]
  readonly orderNumber: string
  readonly timeZone: string
}

/** What became of every change that was offered, newest first. */
export function AnsweredChanges({ tender: { buyerId, rfqId }, changes, orderNumber, timeZone }: Props) {
  const t = useT()
  if (changes.length === 0) return null
  return (
    <Section id="changes" title={t('changes.title')} count={changes.length}>
      <ol className={styles.list} reversed>
        {changes.map((change) => (
          <li key={change.number}>
            <Folded summary={<ChangeHead change={change} standing={changeStanding(change)} forYou />}>
              {() => (
                <ChangeContent change={change} timeZone={timeZone}>
                  {change.status === 'active' && (
                    <SupplierOrderChange tender={{ buyerId, rfqId }} number={change.number} orderNumber={orderNumber} />
                  )}
                </ChangeContent>
              )}
            </Folded>
          </li>
        ))}
      </ol>
    </Section>
  )
}
