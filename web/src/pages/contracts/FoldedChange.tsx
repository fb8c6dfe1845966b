import { useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { Folded } from './Folded.tsx'

interface Props {
  readonly number: number
  readonly summary: ReactNode
  readonly children: () => ReactNode
}

/** One change of a list; the one that a link leads to, as `#change-2`, is open and in sight. */
export function FoldedChange({ number, summary, children }: Props) {
  const id = `change-${number}`
  const isLedTo = useLocation({ select: ({ hash }) => hash === id })
  const item = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isLedTo) item.current?.scrollIntoView()
  }, [isLedTo])
  return (
    <li id={id} ref={item}>
      <Folded summary={summary} isOpen={isLedTo}>
        {children}
      </Folded>
    </li>
  )
}
