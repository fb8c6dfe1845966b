import { useRef, useState } from 'react'

/** Does a thing once at a time: asked again while it is at it, as by the second click of a double click, it does nothing. */
export const oneAtATime = <A extends readonly unknown[]>(
  act: (...asked: A) => Promise<void>,
  tell: (isAtIt: boolean) => void,
) => {
  let isAtIt = false
  const turn = (now: boolean) => {
    isAtIt = now
    tell(now)
  }
  return async (...asked: A): Promise<void> => {
    if (isAtIt) return
    turn(true)
    await act(...asked).finally(() => turn(false))
  }
}

/** The same for a component: the act as it last was, and whether it is under way until all that follows it is done. */
export const useOneAtATime = <A extends readonly unknown[]>(act: (...asked: A) => Promise<void>) => {
  const [isAtIt, setAtIt] = useState(false)
  const latest = useRef(act)
  latest.current = act
  const [once] = useState(() => oneAtATime((...asked: A) => latest.current(...asked), setAtIt))
  return [once, isAtIt] as const
}
