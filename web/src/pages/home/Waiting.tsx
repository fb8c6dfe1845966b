import type { UseQueryResult } from '@tanstack/react-query'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { listWork } from '../../../../shared/contracts/rfqs.ts'
import { useNow } from '../../api/server-clock.ts'
import type { Value } from '../../api/use-api.ts'
import { useFormat, useT } from '../../i18n/I18nProvider.tsx'
import { links } from '../../links.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { QueryState } from '../../ui/QueryState.tsx'
import { Section } from '../../ui/Section.tsx'
import styles from './home.module.css'

export type Work = Value<typeof listWork>['items'][number]

/** Where an approval is shown. */
export const approvalPage = (work: Pick<Work, 'rfqId' | 'subject'>): LinkProps => {
  if (work.subject === 'publication') return links.editRfq(work)
  return work.subject === 'change' ? links.contract(work) : links.award(work)
}
const at = (hash: string) => (work: Work) => ({ ...approvalPage(work), hash })

/** Where the next act on each kind of work is. */
const whereTo: Record<Work['kind'], (work: Work) => LinkProps> = {
  finishDraft: links.editRfq,
  answerQuestions: (work) => ({ ...links.rfq(work), hash: 'questions' }),
  compareBids: links.comparison,
  vetoed: approvalPage,
  approvalStuck: approvalPage,
  approverAsked: at('questions'),
  conditionOpen: at('conditions'),
  approvalExpired: approvalPage,
  readyToPublish: links.editRfq,
  noBids: links.comparison,
  changeDeclined: (work) => ({ ...links.contract(work), hash: `change-${work.change}` }),
  contractReady: links.contract,
}
/** What is most urgent stands first. */
const urgency: readonly Work['kind'][] = [
  'vetoed',
  'approvalExpired',
  'approverAsked',
  'conditionOpen',
  'readyToPublish',
  'answerQuestions',
  'compareBids',
  'noBids',
  'approvalStuck',
  'changeDeclined',
  'contractReady',
  'finishDraft',
]

const inOrder = (items: readonly Work[]) =>
  items.toSorted((a, b) => urgency.indexOf(a.kind) - urgency.indexOf(b.kind) || a.since.localeCompare(b.since))

export function Waiting({ work }: { readonly work: UseQueryResult<Value<typeof listWork>, Error> }) {
  const t = useT()
  const format = useFormat()
  const now = useNow(60_000)
  return (
    <Section id="waiting" title={t('rfqs.waiting')} {...(work.data ? { count: work.data.items.length } : {})} flush>
      <div className={styles.frame}>
        <QueryState query={work} lines={4}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={t('rfqs.nothingWaits')}>{t('rfqs.nothingWaitsHint')}</EmptyState>
            ) : (
              <ul className={styles.work}>
                {inOrder(items).map((item) => (
                  <li key={`${item.kind} ${item.rfqId}`} data-kind={item.kind}>
                    <Link {...whereTo[item.kind](item)} className={styles.row}>
                      <span className={styles.what}>
                        {t('rfqs.workName', { kind: item.kind, subject: item.subject ?? '', count: item.count ?? 0 })}
                      </span>
                      <span className={styles.title}>{item.title || t('shell.untitled')}</span>
                      <time className={styles.since} dateTime={item.since} title={format.dateTime(item.since)}>
                        {format.relative(item.since, now)}
                      </time>
                      <span className={styles.act}>{t('rfqs.workAct', { kind: item.kind })}</span>
                    </Link>
                  </li>
                ))}
              </ul>
            )
          }
        </QueryState>
      </div>
    </Section>
  )
}
