import { CloseButton, Radio, TextInput } from '@mantine/core'
import { type ClipboardEvent, type KeyboardEvent, useState } from 'react'
import { MAX_INVITED, type RfqTerms } from '../../../../../shared/domain/rfq.ts'
import { Email } from '../../../../../shared/domain/text.ts'
import type { Form } from '../../../form/use-form.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { ActButton } from '../../../ui/ActButton.tsx'
import { Section } from '../../../ui/Section.tsx'
import styles from './edit.module.css'

const methods = ['selective', 'open'] as const

export function Suppliers({ form }: { readonly form: Form<RfqTerms> }) {
  const t = useT()
  const { method } = form.values
  return (
    <Section id="suppliers" title={t('rfqs.sectionName', { section: 'suppliers' })}>
      <div className={styles.fields}>
        <Radio.Group
          label={t('rfqs.method')}
          value={method}
          onChange={(value) => form.set('/method', value)}
          className={styles.choices}
        >
          {methods.map((value) => (
            <Radio
              key={value}
              value={value}
              label={t('rfqs.methodName', { method: value })}
              description={t('rfqs.methodHint', { method: value })}
            />
          ))}
        </Radio.Group>
        {method === 'selective' && <Invitees form={form} />}
      </div>
    </Section>
  )
}

/** What a person types or pastes: addresses between commas, semicolons, spaces or lines, with or without names. */
const addressesIn = (text: string): string[] =>
  text
    .split(/[\s,;<>]+/)
    .map((part) => part.trim())
    .filter((part) => part.includes('@'))

function Invitees({ form }: { readonly form: Form<RfqTerms> }) {
  const t = useT()
  const { invited } = form.values
  const [typed, setTyped] = useState('')
  const [refused, setRefused] = useState('')

  const add = (text: string) => {
    const found = addressesIn(text)
    const read = found.map((address) => Email.safeParse(address))
    const good = read.flatMap((one) => (one.success ? [one.data] : []))
    const next = [...new Set([...invited, ...good])]
    const bad = found.filter((_, index) => !read[index]?.success)
    if (found.length === 0 && text.trim() !== '') return setRefused(t('rfqs.notAnAddress', { text: text.trim() }))
    setTyped(bad.join(', '))
    setRefused(
      bad.length > 0
        ? t('rfqs.notAnAddress', { text: bad.join(', ') })
        : next.length > MAX_INVITED
          ? t('rfqs.tooManyInvited', { max: MAX_INVITED })
          : '',
    )
    if (good.length > 0) form.set('/invited', next.slice(0, MAX_INVITED))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ',' && event.key !== ';') return
    event.preventDefault()
    add(typed)
  }
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text')
    if (addressesIn(text).length < 2) return
    event.preventDefault()
    add(text)
  }
  return (
    <div className={styles.invitees}>
      <div className={styles.addRow}>
        <TextInput
          id={form.fieldId('/invited')}
          label={t('rfqs.inviteAddress')}
          description={t('rfqs.inviteHint', { count: invited.length, max: MAX_INVITED })}
          error={refused || form.errorAt('/invited')}
          type="email"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={() => typed.trim() !== '' && add(typed)}
        />
        <ActButton onClick={() => add(typed)}>{t('rfqs.inviteAdd')}</ActButton>
      </div>
      <ul className={styles.invited} aria-label={t('rfqs.invited')}>
        {invited.map((email) => (
          <li key={email}>
            <span>{email}</span>
            <CloseButton
              size="sm"
              aria-label={t('rfqs.inviteRemove', { email })}
              onClick={() =>
                form.set(
                  '/invited',
                  invited.filter((one) => one !== email),
                )
              }
            />
          </li>
        ))}
      </ul>
    </div>
  )
}
