import type { ChangeView } from '../../../../../shared/contracts/contract-changes.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { WhoIsReasked } from '../../awards/Reasked.tsx'
import styles from '../contract.module.css'
import { type NextChange, sectionsChanged } from './sections-changed.ts'

interface Props {
  readonly pending: ChangeView
  readonly next: NextChange
}

/** Before a revision is sent: which change it takes the place of, and who is asked again because of it. */
export function Replaces({ pending: { change, request }, next }: Props) {
  const t = useT()
  const what = t('changes.reviseWhat', { number: change.number })
  return (
    <div className={styles.spaced}>
      {request ? (
        <WhoIsReasked approval={request.approval} changed={sectionsChanged(change, next)} what={what} />
      ) : (
        <Notice>
          <p>{what}</p>
        </Notice>
      )}
    </div>
  )
}
