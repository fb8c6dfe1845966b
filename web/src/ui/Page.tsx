import { Link, type LinkProps } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useT } from '../i18n/I18nProvider.tsx'
import styles from './Page.module.css'

export interface Crumb {
  readonly label: string
  readonly link: LinkProps
}

interface Props {
  readonly title: string
  /** Where this page belongs: from the top down, without itself. */
  readonly crumbs?: readonly Crumb[]
  /** State and key facts beside the title, such as a StatusBadge. */
  readonly badge?: ReactNode
  /** One line under the title. */
  readonly lead?: ReactNode
  /** The single primary act. */
  readonly primary?: ReactNode
  /** Other acts, plain. */
  readonly actions?: ReactNode
  /** Titles of documents are set in the serif. */
  readonly document?: boolean
  /** Grids and comparisons use the whole width. */
  readonly wide?: boolean
  readonly children: ReactNode
}

export function Page({
  title,
  crumbs = [],
  badge,
  lead,
  primary,
  actions,
  document: isDocument,
  wide,
  children,
}: Props) {
  const t = useT()
  useEffect(() => {
    document.title = `${title} · sealbid`
  }, [title])

  return (
    <div className={styles.page} data-wide={wide || undefined}>
      <header className={styles.header}>
        {crumbs.length > 0 && (
          <nav aria-label={t('ui.breadcrumbs')} className={styles.crumbs}>
            <ol>
              {crumbs.map(({ label, link }) => (
                <li key={label}>
                  <Link {...link}>{label}</Link>
                </li>
              ))}
            </ol>
          </nav>
        )}
        <div className={styles.bar}>
          <div className={styles.heading}>
            <h1 className={isDocument ? `${styles.title} document-title` : styles.title} tabIndex={-1} data-page-title>
              {title}
            </h1>
            {badge}
          </div>
          {(primary || actions) && (
            <div className={`${styles.actions} no-print`}>
              {actions}
              {primary}
            </div>
          )}
        </div>
        {lead && <div className={styles.lead}>{lead}</div>}
      </header>
      {children}
    </div>
  )
}
