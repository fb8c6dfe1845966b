import { useRouter } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useAuth } from '../auth/SessionProvider.tsx'
import { useT } from '../i18n/I18nProvider.tsx'
import { links } from '../links.ts'
import { PrimaryButton } from '../ui/ActButton.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { LoadingState } from '../ui/LoadingState.tsx'

/** Where the issuer sends people back: they go on to the page they had asked for. */
export function SignInCallback() {
  const auth = useAuth()
  const router = useRouter()
  const t = useT()
  const [failed, setFailed] = useState(false)
  const begun = useRef(false)

  useEffect(() => {
    // The code in the URL can be redeemed once.
    if (begun.current) return
    begun.current = true
    auth.finishSignIn().then(
      (path) => router.history.replace(path),
      () => setFailed(true),
    )
  }, [auth, router])

  if (!failed) return <LoadingState />
  return (
    <EmptyState
      title={t('shell.signInFailed')}
      action={<PrimaryButton onClick={() => void auth.signIn(links.home.to)}>{t('shell.signIn')}</PrimaryButton>}
    />
  )
}
