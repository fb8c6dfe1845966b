import { listStakeholders } from '../../../../../shared/contracts/organisations.ts'
import { getApprovalPolicy, type KeptPolicy } from '../../../../../shared/contracts/policies.ts'
import type { Stakeholder } from '../../../../../shared/domain/party.ts'
import { useQueryOf } from '../../../api/use-api.ts'
import { OtherTabNotice } from '../../../form/OtherTabNotice.tsx'
import { SaveStatus } from '../../../form/SaveStatus.tsx'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { links } from '../../../links.ts'
import { ActButton, PrimaryButton } from '../../../ui/ActButton.tsx'
import { LoadingState } from '../../../ui/LoadingState.tsx'
import { Page } from '../../../ui/Page.tsx'
import { QueryState } from '../../../ui/QueryState.tsx'
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx'
import { OnlyAdministrators } from '../OnlyAdministrators.tsx'
import { AmountsIn } from './AmountsIn.tsx'
import styles from './approvals.module.css'
import { BudgetLines } from './BudgetLines.tsx'
import { CalendarDays } from './CalendarDays.tsx'
import { EarlierNotice } from './EarlierNotice.tsx'
import { History } from './History.tsx'
import { Overrides } from './Overrides.tsx'
import { Preview } from './Preview.tsx'
import { Problems } from './Problems.tsx'
import { Rules } from './Rules.tsx'
import { Scopes } from './Scopes.tsx'
import { StaleNotice } from './StaleNotice.tsx'
import { usePolicyDraft } from './use-policy-draft.ts'

export function ApprovalsPage() {
  const t = useT()
  const policy = useQueryOf(getApprovalPolicy, {})
  const stakeholders = useQueryOf(listStakeholders, {})
  if (policy.data && stakeholders.data) return <Editor policy={policy.data} stakeholders={stakeholders.data.items} />
  return (
    <Page title={t('policy.title')} crumbs={[{ label: t('shell.organisation'), link: links.organisation }]}>
      <QueryState query={policy} lines={10}>
        {() => (
          <QueryState query={stakeholders} lines={10}>
            {() => null}
          </QueryState>
        )}
      </QueryState>
    </Page>
  )
}

interface Props {
  readonly policy: KeptPolicy
  readonly stakeholders: readonly Stakeholder[]
}

function Editor({ policy, stakeholders }: Props) {
  const t = useT()
  const format = useFormat()
  const draft = usePolicyDraft(policy, stakeholders)
  const { edit, isChanged, isStale } = draft
  const standing = policy.savedAt
    ? t('policy.versionBy', {
        version: String(policy.version),
        name: policy.savedBy?.name || policy.savedBy?.email || '',
        date: format.dateIn(policy.savedAt, format.readerZone),
      })
    : t('policy.firstVersion')
  const hinders = () => {
    if (!isChanged) return t('policy.unchanged')
    return edit.problems.length > 0 ? t('policy.unworkable', { count: edit.problems.length }) : undefined
  }
  return (
    <Page
      title={t('policy.title')}
      crumbs={[{ label: t('shell.organisation'), link: links.organisation }]}
      lead={`${t('policy.lead')} ${standing}.`}
      wide
      actions={
        <>
          {draft.local.state.status === 'failed' && <SaveStatus autosave={draft.local} />}
          {isChanged && <span className={styles.kept}>{t('policy.keptHere')}</span>}
          {isChanged && <ActButton onClick={draft.discard}>{t('policy.discard')}</ActButton>}
        </>
      }
      primary={
        edit.change && (
          <PrimaryButton disabledReason={hinders()} loading={draft.isSaving} onClick={() => void draft.save()}>
            {t('policy.save')}
          </PrimaryButton>
        )
      }
    >
      {draft.isLoading ? (
        <LoadingState lines={10} />
      ) : (
        <>
          <div className={styles.notices}>
            <OnlyAdministrators />
            {edit.change && <OtherTabNotice draft={draft.local} />}
            {isStale && <StaleNotice policy={policy} onKeep={draft.keepMine} onTake={draft.discard} />}
            {draft.shown !== undefined && (
              <EarlierNotice key={draft.shown} version={draft.shown} onBack={draft.showNow} />
            )}
            <RefusalNotice refusal={draft.refusal} error={draft.error} />
            <Problems edit={edit} />
          </div>
          <div className={styles.layout}>
            <div className={styles.rulesArea}>
              <AmountsIn edit={edit} />
              <Rules edit={edit} subject="publication" />
              <Rules edit={edit} subject="award" />
              <Rules edit={edit} subject="change" />
            </div>
            <div className={styles.previewArea}>
              <Preview edit={edit} />
            </div>
            <div className={styles.restArea}>
              <Scopes edit={edit} />
              <Overrides edit={edit} />
              <BudgetLines edit={edit} />
              <CalendarDays edit={edit} />
              <History
                policy={policy}
                onLook={draft.look}
                mayChange={edit.change !== undefined}
                stakeholders={stakeholders}
              />
            </div>
          </div>
        </>
      )}
    </Page>
  )
}
