import { listMembers } from '../../../../shared/contracts/organisations.ts'
import { isAdministrator } from '../../../../shared/domain/administrators.ts'
import { useQueryOf } from '../../api/use-api.ts'
import { useAdministrator, useOrganisation } from '../../auth/SessionProvider.tsx'
import { useI18n } from '../../i18n/I18nProvider.tsx'
import { Notice } from '../../ui/Notice.tsx'

/** Tells whoever may only read a page who may change it. */
export function OnlyAdministrators() {
  const { t, format } = useI18n()
  const { orgId } = useOrganisation()
  const may = useAdministrator()
  const members = useQueryOf(listMembers, {}, { enabled: !may })
  if (may || !members.data) return null
  const names = members.data.items.flatMap((one) => (isAdministrator(one, orgId) ? [one.name || one.email] : []))
  return (
    <Notice>
      <p>{t('organisation.onlyAdministrators', { count: names.length, names: format.list(names) })}</p>
    </Notice>
  )
}
