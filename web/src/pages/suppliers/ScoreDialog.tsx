import { listSuppliers, scoreSupplier } from '../../../../shared/contracts/suppliers.ts'
import { type KnownSupplier, LOW_SCORE, ScoreAsked } from '../../../../shared/domain/supplier-standing.ts'
import { useCall, useRefetch } from '../../api/use-api.ts'
import { FormDialog } from '../../form/FormDialog.tsx'
import { TextAreaField } from '../../form/fields.tsx'
import { IntegerField } from '../../form/number-fields.tsx'
import { useForm } from '../../form/use-form.ts'
import { useT } from '../../i18n/I18nProvider.tsx'
import { RefusalNotice } from '../../ui/RefusalNotice.tsx'
import { toast } from '../../ui/toast.tsx'
import { answerOf } from '../rfqs/answer-of.ts'

interface Props {
  readonly supplier: KnownSupplier
  readonly onClose: () => void
}

/** A score may be empty while it is typed. */
type Typed = { readonly score: number | null; readonly note: string }

export function ScoreDialog({ supplier: { supplierId, name, score }, onClose }: Props) {
  const t = useT()
  const refetch = useRefetch()
  const save = useCall(scoreSupplier)
  const form = useForm<Typed, ScoreAsked>({
    schema: ScoreAsked,
    initial: { score: score?.score ?? null, note: score?.note ?? '' },
    submit: async (body) => {
      const answer = await answerOf(save.mutateAsync({ params: { supplierId }, body }))
      if (!answer) return
      if (!answer.ok) return answer.refusal
      toast(t('suppliers.saved', { name, score: body.score }))
      await refetch(listSuppliers)
      onClose()
    },
  })
  return (
    <FormDialog form={form} title={t('suppliers.rateTitle', { name })} submit={t('suppliers.save')} onClose={onClose}>
      <RefusalNotice refusal={save.refusal} error={save.error} />
      <IntegerField
        form={form}
        at="/score"
        label={t('suppliers.points')}
        hint={t('suppliers.pointsHint', { limit: LOW_SCORE })}
      />
      <TextAreaField
        form={form}
        at="/note"
        label={t('suppliers.note')}
        hint={t('suppliers.noteHint')}
        rows={4}
        maxLength={2_000}
      />
    </FormDialog>
  )
}
