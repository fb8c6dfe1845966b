import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { IconCheck, IconSelector } from '@tabler/icons-react'
import { useAuth, useSession } from '../auth/SessionProvider.tsx'
import { useI18n } from '../i18n/I18nProvider.tsx'
import { languageNames, languages } from '../i18n/language.ts'
import styles from './PersonMenu.module.css'
import { showHelp, showPalette } from './panels.ts'

const schemes = ['auto', 'light', 'dark'] as const

export function PersonMenu() {
  const { t, language, setLanguage } = useI18n()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const session = useSession()
  const auth = useAuth()
  const schemeNames = { auto: t('shell.schemeAuto'), light: t('shell.schemeLight'), dark: t('shell.schemeDark') }
  const identity = session.status === 'visitor' ? undefined : session.identity
  const chosen = <IconCheck size={14} aria-hidden="true" />

  return (
    <Menu position="top-start" width={240} withinPortal={false}>
      <Menu.Target>
        <UnstyledButton className={styles.target}>
          <span className={styles.name}>{identity?.name ?? languageNames[language]}</span>
          <span className="visually-hidden">, {t('shell.personMenu')}</span>
          <IconSelector size={14} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {identity && <Menu.Label>{identity.email}</Menu.Label>}
        {session.status === 'member' && (
          <>
            <Menu.Item onClick={showPalette} rightSection={<kbd>Ctrl K</kbd>}>
              {t('shell.goTo')}
            </Menu.Item>
            <Menu.Item onClick={showHelp} rightSection={<kbd>?</kbd>}>
              {t('shell.shortcuts')}
            </Menu.Item>
            <Menu.Divider />
          </>
        )}
        <Menu.Label>{t('shell.language')}</Menu.Label>
        {languages.map((tag) => (
          <Menu.Item
            key={tag}
            lang={tag}
            aria-current={tag === language}
            onClick={() => setLanguage(tag)}
            rightSection={tag === language && chosen}
          >
            {languageNames[tag]}
          </Menu.Item>
        ))}
        <Menu.Label>{t('shell.scheme')}</Menu.Label>
        {schemes.map((scheme) => (
          <Menu.Item
            key={scheme}
            aria-current={scheme === colorScheme}
            onClick={() => setColorScheme(scheme)}
            rightSection={scheme === colorScheme && chosen}
          >
            {schemeNames[scheme]}
          </Menu.Item>
        ))}
        {identity && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => void auth.signOut()}>{t('shell.signOut')}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
