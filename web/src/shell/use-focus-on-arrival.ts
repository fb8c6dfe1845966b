import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/** After going to another page the focus is on its title, so that a screen reader says where one is. */
export const useFocusOnArrival = () => {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (!fromLocation || !pathChanged) return
        document.querySelector<HTMLElement>('[data-page-title]')?.focus({ preventScroll: true })
      }),
    [router],
  )
}
