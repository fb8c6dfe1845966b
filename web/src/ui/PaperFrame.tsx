import { type Ref, useMemo, useRef } from 'react'
import styles from './PaperFrame.module.css'

interface Props {
  readonly title: string
  /** A whole page, as the server made it. It runs nothing. */
  readonly html: string
  readonly frame: Ref<HTMLIFrameElement>
}

const STYLE = /<style>([\s\S]*?)<\/style>/

/**
 * The site's policy allows no style element, here included: the page's own style is handed over as a style sheet. It is
 * cut out of the text, because the policy holds for a parsed document too.
 */
const withoutStyle = (html: string) => ({ style: STYLE.exec(html)?.[1] ?? '', page: html.replace(STYLE, '') })

/** A link to another place of the page: followed as it is, it would lead to the site's own page of that name. */
const moveWithin = (event: MouseEvent) => {
  const link = (event.target as Element).closest('a[href^="#"]')
  if (!link) return
  event.preventDefault()
  link.ownerDocument.getElementById(link.getAttribute('href')?.slice(1) ?? '')?.scrollIntoView()
}

/** A document on paper: shown, and printed by `frame.contentWindow.print()`. */
export function PaperFrame({ title, html, frame }: Props) {
  const { page, style } = useMemo(() => withoutStyle(html), [html])
  const dressed = useRef<Document>(undefined)
  const dress = (element: HTMLIFrameElement) => {
    const { contentDocument, contentWindow } = element
    if (!contentDocument || !contentWindow || dressed.current === contentDocument) return
    dressed.current = contentDocument
    const { CSSStyleSheet: Sheet } = contentWindow as Window & typeof globalThis
    const sheet = new Sheet()
    sheet.replaceSync(style)
    contentDocument.adoptedStyleSheets = [sheet]
    contentDocument.addEventListener('click', moveWithin)
  }
  return (
    <iframe
      ref={frame}
      className={styles.paper}
      title={title}
      srcDoc={page}
      sandbox="allow-same-origin allow-modals"
      onLoad={(event) => dress(event.currentTarget)}
    />
  )
}
