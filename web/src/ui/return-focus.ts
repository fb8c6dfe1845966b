import { useEffect } from 'react'

/**
 * Gives the focus back to what had it when a dialog came, also where the dialog is taken off the page rather than closed:
 * without it the keyboard would begin at the top again.
 */
export const useReturnFocus = (opened: boolean): void => {
  useEffect(() => {
    if (!opened) return
    const before = document.activeElement
    return () => {
      const isLost = document.activeElement === null || document.activeElement === document.body
      if (isLost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [opened])
}
