import { useState } from 'react'
import type { ChangeView } from '../../../../../shared/contracts/contract-changes.ts'
import { getContract } from '../../../../../shared/contracts/contracts.ts'
import type { Contract } from '../../../../../shared/domain/contract.ts'
import { useQueryOf } from '../../../api/use-api.ts'
import { useOrganisation } from '../../../auth/SessionProvider.tsx'
import { useLocalDraft } from '../../../form/use-local-draft.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { links } from '../../../links.ts'
import { Page } from '../../../ui/Page.tsx'
import { QueryState } from '../../../ui/QueryState.tsx'
import { useReason, useRfqId } from '../../rfqs/use-rfq.ts'
import { useChanges, useContractAnew } from '../use-changes.ts'
import { ChangeForm } from './ChangeForm.tsx'
import { ChangeDraft, firstDraft } from './change-draft.ts'

export function ProposeChange() {
  const t = useT()
  const params = { rfqId: useRfqId() }
  const contract = useQueryOf(getContract, { params })
  const changes = useChanges(params.rfqId)
  const reason = useReason(params.rfqId, contract)
  if (contract.data && changes.data) return <Drafted contract={contract.data} views={changes.data.items} />
  return (
    <Page
      title={t('changes.proposeTitle')}
      crumbs={[
        { label: t('shell.rfqs'), link: links.rfqs },
        { label: t('contracts.contract'), link: links.contract(params) },
      ]}
    >
      <QueryState query={reason} lines={8}>
        {() => <QueryState query={changes}>{() => null}</QueryState>}
      </QueryState>
    </Page>
  )
}

interface Props {
  readonly contract: Contract
  readonly views: readonly ChangeView[]
}

/** The draft of this organisation in this browser, and the form around it: begun anew when another draft takes its place. */
function Drafted({ contract, views }: Props) {
  useContractAnew(contract, views)
  const { orgId } = useOrganisation()
  const draft = useLocalDraft(`change/${orgId}/${contract.rfqId}`, ChangeDraft, () => firstDraft(views))
  const [round, setRound] = useState(0)
  if (draft.value === undefined) return null
  const again = () => setRound((before) => before + 1)
  return (
    <ChangeForm
      key={round}
      contract={contract}
      views={views}
      initial={draft.value}
      draft={{
        ...draft,
        takeOther: () => {
          draft.takeOther()
          again()
        },
      }}
      onBeginAnew={(next) => {
        draft.change(next)
        again()
      }}
    />
  )
}
