import { listStakeholders, saveStakeholder } from '../../../../shared/contracts/organisations.ts'
import { Stakeholder, stakeholderRoles } from '../../../../shared/domain/party.ts'
import { useCall, useRefetch } from '../../api/use-api.ts'
import { FormDialog } from '../../form/FormDialog.tsx'
import { SelectField, TextField } from '../../form/fields.tsx'
import { useForm } from '../../form/use-form.ts'
import { useT } from '../../i18n/I18nProvider.tsx'
import { languageNames, languages } from '../../i18n/language.ts'
import { RefusalNotice } from '../../ui/RefusalNotice.tsx'
import { toast } from '../../ui/toast.tsx'
import { answerOf } from '../rfqs/answer-of.ts'

interface Props {
  readonly stakeholder: Stakeholder
  readonly onClose: () => void
}

export function StakeholderDialog({ stakeholder, onClose }: Props) {
  const t = useT()
  const refetch = useRefetch()
  const save = useCall(saveStakeholder)
  const form = useForm<Stakeholder, Stakeholder>({
    schema: Stakeholder,
    initial: stakeholder,
    submit: async ({ stakeholderId, ...body }) => {
      const answer = await answerOf(save.mutateAsync({ params: { stakeholderId }, body }))
      if (!answer) return
      if (!answer.ok) return answer.refusal
      toast(t('organisation.stakeholderSaved', { name: body.name }))
      await refetch(listStakeholders)
      onClose()
    },
  })
  return (
    <FormDialog
      form={form}
      title={stakeholder.name || t('organisation.addTo', { role: t('rfqs.roleName', { role: stakeholder.role }) })}
      submit={t('organisation.save')}
      onClose={onClose}
    >
      <RefusalNotice refusal={save.refusal} error={save.error} />
      <TextField form={form} at="/name" label={t('organisation.name')} maxLength={100} />
      <TextField
        form={form}
        at="/email"
        type="email"
        label={t('organisation.email')}
        hint={t('organisation.noAccount')}
      />
      <SelectField
        form={form}
        at="/role"
        label={t('organisation.role')}
        options={stakeholderRoles.map((role) => ({ value: role, label: t('rfqs.roleName', { role }) }))}
      />
      <SelectField
        form={form}
        at="/language"
        label={t('organisation.mailLanguage')}
        options={languages.map((code) => ({ value: code, label: languageNames[code] }))}
      />
    </FormDialog>
  )
}
