import { Link } from '@tanstack/react-router'
import { useAuth } from '../auth/SessionProvider.tsx'
import { useT } from '../i18n/I18nProvider.tsx'
import { links } from '../links.ts'
import { PrimaryButton } from '../ui/ActButton.tsx'
import { Mark } from '../ui/Mark.tsx'
import styles from './Front.module.css'

/** What a visitor sees first. */
export function Front() {
  const t = useT()
  const auth = useAuth()
  const promises = [
    { title: t('shell.promiseSealed'), text: t('shell.promiseSealedText') },
    { title: t('shell.promiseVeto'), text: t('shell.promiseVetoText') },
    { title: t('shell.promiseAward'), text: t('shell.promiseAwardText') },
  ]
  return (
    <div className={styles.front}>
      <Mark size={44} />
      <h1 className={`${styles.title} document-title`}>{t('shell.frontTitle')}</h1>
      <p className={styles.lead}>{t('shell.frontLead')}</p>
      <div className={styles.acts}>
        <PrimaryButton size="md" onClick={() => void auth.signIn(links.home.to)}>
          {t('shell.signIn')}
        </PrimaryButton>
        <Link {...links.tenders}>{t('shell.seeTenders')}</Link>
      </div>
      <ul className={styles.promises}>
        {promises.map(({ title, text }) => (
          <li key={title}>
            <h2>{title}</h2>
            <p>{text}</p>
          </li>
        ))}
      </ul>
    </div>
  )
}
