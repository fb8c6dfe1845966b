/** What is not there is left out. */
export type Child = Node | string | number | undefined | null | false
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
  for (const child of children.flat())
    if (child || child === 0) element.append(String(child) === child ? child : (child as Node))
  return element
}

export const prose = (text: string) => h('p', { class: 'prose' }, text)
export const quiet = (text: string) => h('p', { class: 'quiet' }, text)
export const title = (text: string) => h('h1', { tabindex: '-1' }, text)

/** A button that does nothing more while what it did is under way. */
export const button = (label: string, run: () => unknown, kind?: string): HTMLButtonElement => {
  const element = h('button', { type: 'button', class: kind, onclick: () => void press() }, label)
  const press = async () => {
    element.disabled = true
    try {
      await run()
    } finally {
      element.disabled = false
    }
  }
  return element
}

/** Terms with what is said of them; what is blank is left out. */
export const facts = (pairs: readonly (readonly [string, string | undefined])[]): HTMLElement =>
  h(
    'dl',
    {},
    pairs.flatMap(([term, said]) => (said ? [h('dt', {}, term), h('dd', {}, said)] : [])),
  )

export const list = (items: readonly (Child | readonly Child[])[], kind?: string): HTMLElement =>
  h(
    'ul',
    { class: kind },
    items.map((item) => h('li', {}, item)),
  )

/** A place for what is fetched first. */
export const filled = (fetched: Promise<readonly Node[]>): HTMLElement => {
  const place = h('div')
  void fetched.then((nodes) => place.append(...nodes))
  return place
}

export const note = (kind: '' | 'due' | 'danger' | 'done', ...children: (Child | readonly Child[])[]): HTMLElement =>
  h('div', { class: `note ${kind}` }, ...children)

export type Column<T> = { label: string; figure?: boolean; cell: (row: T) => Child | Child[] }
/** More rows than this are shown on request only: a phone takes a while over thousands. */
const ROWS = 40

/** A table that becomes cards where there is no room for columns. */
export const table = <T>(
  label: string,
  columns: readonly Column<T>[],
  rows: readonly T[],
  showAll: (rows: number) => string,
): HTMLElement => {
  const row = (one: T) =>
    h(
      'tr',
      {},
      columns.map(({ label: head, figure, cell }) =>
        h('td', { class: figure && 'figure', 'data-label': head }, h('span', {}, ...[cell(one)].flat())),
      ),
    )
  const body = h('tbody', {}, rows.slice(0, ROWS).map(row))
  const more = button(showAll(rows.length), () => {
    const [next, ...rest] = rows.slice(ROWS).map(row)
    if (next) body.append(next, ...rest)
    more.remove()
    // The button had the focus: reading goes on where it was.
    if (next) next.tabIndex = -1
    next?.focus()
  })
  const heads = columns.map(({ label: head, figure }) => h('th', { scope: 'col', class: figure && 'figure' }, head))
  return h(
    'div',
    {},
    h('table', { class: 'cards', 'aria-label': label }, h('thead', {}, h('tr', {}, heads)), body),
    rows.length > ROWS && h('div', { class: 'acts' }, more),
  )
}
