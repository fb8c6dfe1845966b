import type { ReactNode } from 'react'
import type { ChangeForSupplier } from '../../../../shared/domain/contract-change.ts'
import { useFormat, useT } from '../../i18n/I18nProvider.tsx'
import { type Definition, DefinitionList } from '../../ui/DefinitionList.tsx'
import { Money } from '../../ui/Money.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { ChangedLines } from './ChangedLines.tsx'
import styles from './contract.module.css'
import { Difference } from './Difference.tsx'
import { type ChangeStanding, standingTones } from './standing.ts'

interface Props {
  readonly change: ChangeForSupplier
  readonly timeZone: string
  /** What one of the parties alone may read. */
  readonly more?: readonly Definition[]
  /** What can be done about it. */
  readonly children?: ReactNode
}

/** One change in full: what it comes to, why and in whose words, what became of it, and its lines before and after. */
export function ChangeContent({ change, timeZone, more = [], children }: Props) {
  const t = useT()
  const format = useFormat()
  const { number, reason, words, lines, currency, totals, proposedAt, proposedBy, answer, ended } = change
  const by = ({ name, email }: { name: string; email: string }) => name || email
  return (
    <div className={styles.change}>
      <p className={styles.totals}>
        <span className={styles.was}>
          <Money value={{ amountMinor: totals.beforeMinor, currency }} />
        </span>{' '}
        → <strong>{<Money value={{ amountMinor: totals.afterMinor, currency }} />}</strong>{' '}
        <Difference from={totals.beforeMinor} to={totals.afterMinor} currency={currency} />
      </p>
      <DefinitionList
        items={[
          { term: t('changes.reason'), value: t('changes.reasonName', { reason }) },
          { term: t('changes.words'), value: words },
          {
            term: t('changes.proposedBy'),
            value: `${by(proposedBy)} · ${format.dateTimeIn(proposedAt, timeZone)}`,
          },
          ...more,
          ...(answer
            ? [
                {
                  term: t('changes.answer', { accepted: answer.accepted ? 'yes' : 'no' }),
                  value: [`${by(answer.by)} · ${format.dateTimeIn(answer.at, timeZone)}`, answer.words]
                    .filter(Boolean)
                    .join('\n'),
                },
              ]
            : []),
          ...(ended
            ? [
                {
                  term: t('changes.ended', { because: ended.because }),
                  value: [format.dateTimeIn(ended.at, timeZone), ended.words].filter(Boolean).join('\n'),
                },
              ]
            : []),
        ]}
      />
      <ChangedLines label={t('changes.linesOf', { number })} lines={lines} currency={currency} />
      {children}
    </div>
  )
}

interface StandingProps {
  readonly standing: ChangeStanding
  /** Said to its supplier. */
  readonly forYou?: boolean
}

/** One line of the list of changes. */
export function ChangeHead({ change, ...shown }: StandingProps & { readonly change: ChangeForSupplier }) {
  const t = useT()
  const format = useFormat()
  const { number, reason, currency, totals, proposedAt } = change
  return (
    <span className={styles.head}>
      <span className={styles.name}>{t('changes.number', { number })}</span>
      <span>{t('changes.reasonName', { reason })}</span>
      <Difference from={totals.beforeMinor} to={totals.afterMinor} currency={currency} />
      <span className={styles.fine}>{format.date(proposedAt)}</span>
      <StandingBadge {...shown} />
    </span>
  )
}

export function StandingBadge({ standing, forYou = false }: StandingProps) {
  const t = useT()
  return (
    <StatusBadge tone={standingTones[standing]}>
      {forYou ? t('changes.standingForYou', { standing }) : t('changes.standing', { standing })}
    </StatusBadge>
  )
}
