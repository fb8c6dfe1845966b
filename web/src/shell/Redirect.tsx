import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { LoadingState } from '../ui/LoadingState.tsx'

/** Goes on to a page of this site, named by its whole address. */
export function Redirect({ href }: { readonly href: string }) {
  const router = useRouter()
  useEffect(() => router.history.replace(href), [router, href])
  return <LoadingState lines={6} />
}
