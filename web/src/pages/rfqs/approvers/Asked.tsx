import type { ApproverGroup, Approvers } from '../../../../../shared/domain/approvers.ts'
import type { ApprovalSubject } from '../../../../../shared/domain/subjects.ts'
import { useExplain } from '../../../api/explain.ts'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import styles from './approvers.module.css'
import { useBecause } from './use-because.ts'

interface Props {
  readonly subject: ApprovalSubject
  readonly approvers: Approvers
}

/** Those who are asked about one thing, stage by stage, with why and how long, and those who may join them. */
export function Asked({ subject, approvers }: Props) {
  const t = useT()
  const explain = useExplain()
  const { certain, possible, days, problem } = approvers
  const isStaged = [...certain, ...possible].some(({ stage }) => stage > 1)
  return (
    <div className={styles.subject}>
      <h3>{t('approvers.subject', { subject })}</h3>
      {problem && (
        <Notice tone="due" title={t('approvers.cannot')}>
          <p>{explain(problem).sentence}</p>
        </Notice>
      )}
      {certain.length === 0 && possible.length === 0 && !problem && <p>{t('approvers.nobody', { subject })}</p>}
      <Groups groups={certain} isStaged={isStaged} />
      {certain.length > 0 && (
        <p className={styles.fine}>
          {t('approvers.allDays', { count: days.count, measured: days.measured ? 'yes' : 'no' })}
        </p>
      )}
      {possible.length > 0 && (
        <>
          <h4>{t('approvers.maybe')}</h4>
          <Groups groups={possible} isStaged={isStaged} />
        </>
      )}
    </div>
  )
}

function Groups({ groups, isStaged }: { readonly groups: readonly ApproverGroup[]; readonly isStaged: boolean }) {
  if (groups.length === 0) return null
  return (
    <ul className={styles.groups}>
      {groups.map((group) => (
        <li key={group.groupId} className={styles.group}>
          <Group group={group} isStaged={isStaged} />
        </li>
      ))}
    </ul>
  )
}

function Group({ group, isStaged }: { readonly group: ApproverGroup; readonly isStaged: boolean }) {
  const t = useT()
  const format = useFormat()
  const sayBecause = useBecause()
  const { role, stage, needed, people, because, workingDays, expectedDays, dependsOn } = group
  const time =
    expectedDays === null
      ? t('approvers.given', { days: workingDays })
      : t('approvers.expected', { days: expectedDays })
  return (
    <>
      <p className={styles.head}>
        <span>{t('rfqs.roleName', { role })}</span>
        {isStaged && <span className={styles.fine}>{t('approvers.stage', { stage })}</span>}
      </p>
      <ul className={styles.people}>
        {people.map(({ stakeholderId, name, keptOut }) => (
          <li key={stakeholderId}>
            {name}
            {keptOut && <span className={styles.kept}> {t('approvers.keptOut', { code: keptOut })}</span>}
          </li>
        ))}
      </ul>
      <p className={styles.fine}>
        {people.length > 1 ? `${t('approvers.needed', { needed, people: people.length })} · ${time}` : time}
      </p>
      <p className={styles.fine}>{sayBecause(because)}</p>
      {dependsOn.length > 0 && (
        <p className={styles.fine}>
          {t('approvers.dependsOn', { what: format.list(dependsOn.map((part) => t('approvers.part', { part }))) })}
        </p>
      )}
    </>
  )
}
