type Child = Node | string | undefined | false
type Props = Readonly<Record<string, string | boolean | undefined | ((event: Event) => void)>>

/** An element with its attributes, listeners (`onclick`) and children. Text is only ever text. */
export const h = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: readonly (Child | readonly Child[])[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value)
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value)
  }
  for (const child of children.flat()) if (child !== undefined && child !== false) element.append(child)
  return element
}

/** Terms with what is said of them; what is blank is left out. */
export const facts = (pairs: readonly (readonly [string, string | undefined])[]): HTMLElement =>
  h(
    'dl',
    {},
    pairs.flatMap(([term, said]) => (said ? [h('dt', {}, term), h('dd', {}, said)] : [])),
  )

export const note = (kind: '' | 'due' | 'danger' | 'done', ...children: Child[]): HTMLElement =>
  h('div', { class: `note ${kind}` }, ...children)

export type Column<T> = { label: string; figure?: boolean; cell: (row: T) => Child | Child[] }

/** A table that becomes cards where there is no room for columns. */
export const table = <T>(label: string, columns: readonly Column<T>[], rows: readonly T[]): HTMLElement =>
  h(
    'table',
    { class: 'cards', 'aria-label': label },
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        columns.map(({ label: head, figure }) => h('th', { scope: 'col', class: figure ? 'figure' : undefined }, head)),
      ),
    ),
    h(
      'tbody',
      {},
      rows.map((row) =>
        h(
          'tr',
          {},
          columns.map(({ label: head, figure, cell }) =>
            h('td', { class: figure ? 'figure' : undefined, 'data-label': head }, h('span', {}, ...[cell(row)].flat())),
          ),
        ),
      ),
    ),
  )
