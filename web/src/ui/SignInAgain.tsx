import { useAuth } from '../auth/SessionProvider.tsx'
import { useT } from '../i18n/I18nProvider.tsx'
import { ActButton } from './ActButton.tsx'

/** Leads to the issuer and back to this very page. */
export function SignInAgain() {
  const t = useT()
  const auth = useAuth()
  return <ActButton onClick={() => void auth.signIn()}>{t('shell.signIn')}</ActButton>
}
