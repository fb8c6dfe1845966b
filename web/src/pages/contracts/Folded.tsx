import { type ReactNode, useState } from 'react'

/** Something of a list that is drawn only once it is opened: there may be many, each with a grid of its own. */
export function Folded({ summary, children }: { readonly summary: ReactNode; readonly children: () => ReactNode }) {
  const [opened, setOpened] = useState(false)
  return (
    <details onToggle={({ currentTarget }) => setOpened(currentTarget.open)}>
      <summary>{summary}</summary>
      {opened && <div>{children()}</div>}
    </details>
  )
}
