import { useState } from 'react'
import { isUnderWay } from '../../../../../shared/domain/approval.ts'
import { overridersOf } from '../../../../../shared/domain/approval-handling.ts'
import { useSession } from '../../../auth/SessionProvider.tsx'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { ActButton } from '../../../ui/ActButton.tsx'
import { Section } from '../../../ui/Section.tsx'
import { StatusBadge } from '../../../ui/StatusBadge.tsx'
import styles from './approval.module.css'
import { OverrideDialog } from './OverrideDialog.tsx'
import { Remind } from './Remind.tsx'
import { Words } from './SaidWords.tsx'
import { changedSince, type Objection, objectionsOf, overridingOf, type Seen } from './seen.ts'
import { VetoDocument } from './VetoDocument.tsx'

interface Props {
  readonly rfqId: string
  readonly seen: Seen
  readonly timeZone: string
  /** Opens a revised proposal; absent where nothing more may be proposed. */
  readonly onRevise: (() => void) | undefined
}

/** All objections side by side, each with what would lift it and what can be done about it. */
export function Objections({ rfqId, seen, timeZone, onRevise }: Props) {
  const t = useT()
  const objections = objectionsOf(seen)
  if (objections.length === 0) return null
  return (
    <Section title={t('approvals.objections')} count={objections.length} hint={t('approvals.objectionsHint')} flush>
      <ul className={styles.cards}>
        {objections.map((objection) => (
          <Card
            key={objection.step.stakeholderId}
            rfqId={rfqId}
            seen={seen}
            timeZone={timeZone}
            onRevise={onRevise}
            objection={objection}
          />
        ))}
      </ul>
    </Section>
  )
}

function Card({ rfqId, seen, timeZone, onRevise, objection }: Props & { readonly objection: Objection }) {
  const t = useT()
  const format = useFormat()
  const { step, veto } = objection
  const changed = changedSince(seen.approval, veto.shown)
  const stands = step.status === 'vetoed'
  return (
    <li className={styles.card} data-status={step.status}>
      <div className={styles.head}>
        <h3 className={styles.role}>{t('rfqs.roleName', { role: step.role })}</h3>
        <StatusBadge tone={stands ? 'danger' : 'quiet'}>{t('approvals.stepName', { status: step.status })}</StatusBadge>
      </div>
      <p className={styles.fine}>
        {step.name} · {format.dateTimeIn(veto.decidedAt, timeZone)}
      </p>
      <Words said={veto} />
      <VetoDocument rfqId={rfqId} seen={seen} veto={veto} />
      {stands && changed.length > 0 && (
        <p className={styles.fine}>
          {t('approvals.changedSince', {
            list: format.list(changed.map((section) => t('policy.section', { section }))),
          })}
        </p>
      )}
      <Overriding seen={seen} objection={objection} />
      {stands && isUnderWay(seen.approval) && (
        <Acts rfqId={rfqId} seen={seen} timeZone={timeZone} onRevise={onRevise} objection={objection} />
      )}
    </li>
  )
}

function Acts({ rfqId, seen, timeZone, onRevise, objection: { step } }: Props & { readonly objection: Objection }) {
  const t = useT()
  const session = useSession()
  const [asking, setAsking] = useState(false)
  const { approval } = seen
  const inPolicy = approval.overrides.some(({ role }) => role === step.role)
  const me = session.status === 'member' ? session.identity.email : undefined
  const cannot = () => {
    if (overridingOf(approval, step)) return t('problems.override_under_way')
    return overridersOf(approval, step, me) ? undefined : t('approvals.tooFewOverriders')
  }
  return (
    <>
      {!inPolicy && <p className={styles.fine}>{t('approvals.noOverride')}</p>}
      <div className={`${styles.acts} no-print`}>
        {onRevise && (
          <ActButton size="xs" onClick={onRevise}>
            {t('approvals.answerRevised')}
          </ActButton>
        )}
        {inPolicy && (
          <ActButton size="xs" disabledReason={cannot()} onClick={() => setAsking(true)}>
            {t('approvals.askOverride')}
          </ActButton>
        )}
        <Remind rfqId={rfqId} approval={approval} step={step} timeZone={timeZone} />
      </div>
      {asking && (
        <OverrideDialog
          rfqId={rfqId}
          approval={approval}
          step={step}
          asker={me}
          timeZone={timeZone}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}

/** How it stands with those who were asked to set the veto aside. */
function Overriding({ seen, objection: { step } }: { readonly seen: Seen; readonly objection: Objection }) {
  const t = useT()
  const asked = overridingOf(seen.approval, step)
  if (!asked) return null
  const { group, steps, filled } = asked
  return (
    <div className={styles.override}>
      <p className={styles.label}>{t('approvals.overrideState', { filled, needed: group.needed })}</p>
      <ul className={styles.plain}>
        {steps.map(({ stakeholderId, name, status }) => (
          <li key={stakeholderId}>
            {name}: {t('approvals.overrideSays', { status })}
          </li>
        ))}
      </ul>
    </div>
  )
}
