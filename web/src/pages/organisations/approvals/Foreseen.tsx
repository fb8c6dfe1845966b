import type { Stakeholder } from '../../../../../shared/domain/party.ts'
import type { PolicyGroup } from '../../../../../shared/domain/policy-groups.ts'
import type { Foreseen as Answer } from '../../../../../shared/domain/policy-rules.ts'
import type { ApprovalSubject } from '../../../../../shared/domain/subjects.ts'
import { useExplain } from '../../../api/explain.ts'
import { useI18n } from '../../../i18n/I18nProvider.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import styles from './approvals.module.css'
import { usePolicyWords } from './words.ts'

interface Props {
  readonly subject: ApprovalSubject
  readonly answer: Answer
  readonly stakeholders: readonly Stakeholder[]
}

/** Who is asked for certain, stage by stage, and who may join, with what that depends on. */
export function Foreseen({ subject, answer: { certain, possible, refusal }, stakeholders }: Props) {
  const { t, format } = useI18n()
  const explain = useExplain()
  const stages = [...new Set(certain.map(({ stage }) => stage))]
  const nobody = possible.length > 0 ? t('policy.nobodyCertain') : t('policy.nobodyAsked', { subject })
  return (
    <>
      {refusal && (
        <Notice tone="danger" title={t('policy.refused')}>
          <p>{explain(refusal).sentence}</p>
        </Notice>
      )}
      <h3 className={styles.subhead}>{t('policy.certain')}</h3>
      {certain.length === 0 && !refusal && <p>{nobody}</p>}
      {stages.map((stage) => (
        <div key={stage}>
          {stages.length > 1 && <h4 className={styles.year}>{t('policy.stageTitle', { stage: String(stage) })}</h4>}
          <ul className={styles.groups}>
            {certain
              .filter((group) => group.stage === stage)
              .map((group) => (
                <Group key={group.groupId} group={group} stakeholders={stakeholders} />
              ))}
          </ul>
        </div>
      ))}
      {possible.length > 0 && (
        <>
          <h3 className={styles.subhead}>{t('policy.possible')}</h3>
          <ul className={styles.groups}>
            {possible.map((group) => (
              <Group
                key={group.groupId}
                group={group}
                stakeholders={stakeholders}
                dependsOn={format.list(group.dependsOn.map((part) => t('policy.partName', { part })))}
              />
            ))}
          </ul>
        </>
      )}
    </>
  )
}

interface GroupProps {
  readonly group: PolicyGroup
  readonly stakeholders: readonly Stakeholder[]
  readonly dependsOn?: string
}

function Group({ group, stakeholders, dependsOn }: GroupProps) {
  const { t, format } = useI18n()
  const words = usePolicyWords(stakeholders)
  const { role, needed, people, workingDays, because, scope } = group
  return (
    <li className={styles.group}>
      <p className={styles.groupHead}>
        <strong>{words.role(role)}</strong> {t('policy.group', { needed: String(needed), held: String(people.length) })}
        , {t('policy.within', { days: workingDays })}
      </p>
      <p>{format.list(people.map(({ name }) => name))}</p>
      <p className={styles.fine}>{t('policy.because', { list: words.because(because) })}</p>
      <p className={styles.fine}>
        {t('policy.answersFor', { list: format.list(scope.map((section) => t('policy.section', { section }))) })}
      </p>
      {dependsOn && <p className={styles.fine}>{t('policy.dependsOn', { list: dependsOn })}</p>}
    </li>
  )
}
