import { type ReactNode, useState } from 'react'

interface Props {
  readonly summary: ReactNode
  /** Whether it is open to begin with. */
  readonly isOpen?: boolean
  readonly children: () => ReactNode
}

/** Something of a list that is drawn only once it is opened: there may be many, each with a grid of its own. */
export function Folded({ summary, isOpen = false, children }: Props) {
  const [opened, setOpened] = useState(isOpen)
  return (
    <details open={opened} onToggle={({ currentTarget }) => setOpened(currentTarget.open)}>
      <summary>{summary}</summary>
      {opened && <div>{children()}</div>}
    </details>
  )
}
