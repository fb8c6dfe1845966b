import { useEffect, useRef, useState } from 'react'
import {
  declineInvitation,
  joinOrganisation,
  listOwnInvitations,
  type OwnInvitation,
} from '../../../../shared/contracts/joining.ts'
import { useCall, useRefetch } from '../../api/use-api.ts'
import { useFormat, useT } from '../../i18n/I18nProvider.tsx'
import type { Pages } from '../../table/use-pages.ts'
import { ActButton, PrimaryButton } from '../../ui/ActButton.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { RefusalNotice } from '../../ui/RefusalNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { toast } from '../../ui/toast.tsx'
import { answerOf } from '../rfqs/answer-of.ts'
import styles from './organisation.module.css'

interface Props {
  readonly pages: Pages<OwnInvitation>
  /** The page's one primary act is another. */
  readonly plain: boolean
  readonly onJoined: () => Promise<void>
}

/** The organisations that would have the reader, who joins one of them or declines. */
export function Invitations({ pages, plain, onJoined }: Props) {
  const t = useT()
  const refetch = useRefetch()
  const join = useCall(joinOrganisation)
  const [joining, setJoining] = useState<string>()
  const [declining, setDeclining] = useState<OwnInvitation>()
  // What opened the dialog goes with the invitation: the keyboard goes on where the invitations are.
  const place = useRef<HTMLDivElement>(null)
  const [declined, setDeclined] = useState(0)
  useEffect(() => {
    if (declined > 0) place.current?.focus({ preventScroll: true })
  }, [declined])
  const rows = pages.rows ?? []

  const enter = async (orgId: string) => {
    if (joining) return
    setJoining(orgId)
    const answer = await answerOf(join.mutateAsync({ params: { orgId } }))
    if (answer?.ok) await onJoined()
    // What has changed meanwhile is said, and the list is as it is now.
    if (answer?.ok === false) await refetch(listOwnInvitations)
    setJoining(undefined)
  }
  const close = () => setDeclining(undefined)
  return (
    <div ref={place} tabIndex={-1}>
      <RefusalNotice refusal={join.refusal} error={join.error} />
      {(rows.length > 0 || pages.hasMore) && (
        <Section title={t('joining.title', { count: rows.length })} hint={t('joining.hint')}>
          <ul className={styles.invitations}>
            {rows.map((invitation) => (
              <Invitation
                key={invitation.organisation.orgId}
                invitation={invitation}
                plain={plain || rows.length > 1}
                joining={joining === invitation.organisation.orgId}
                onJoin={() => void enter(invitation.organisation.orgId)}
                onDecline={() => setDeclining(invitation)}
              />
            ))}
          </ul>
          {pages.hasMore && (
            <ActButton size="xs" loading={pages.loadingMore} onClick={pages.loadMore}>
              {t('joining.more')}
            </ActButton>
          )}
        </Section>
      )}
      {declining && (
        <DeclineDialog
          invitation={declining}
          onClose={close}
          onDeclined={() => {
            close()
            setDeclined(declined + 1)
          }}
        />
      )}
    </div>
  )
}

interface InvitationProps {
  readonly invitation: OwnInvitation
  readonly plain: boolean
  readonly joining: boolean
  readonly onJoin: () => void
  readonly onDecline: () => void
}

function Invitation({ invitation, plain, joining, onJoin, onDecline }: InvitationProps) {
  const t = useT()
  const format = useFormat()
  const { organisation, name, administrator, at, by } = invitation
  const { legalName, registrationId, address } = organisation
  const facts = { name: by.name, email: by.email, date: format.dateIn(at, format.readerZone) }
  const Join = plain ? ActButton : PrimaryButton
  return (
    <li className={styles.person}>
      <div>
        <h3 className={styles.who}>{legalName}</h3>
        <p className={styles.fine}>
          {t('organisation.registrationId', { country: address.country })} {registrationId} · {address.city},{' '}
          {format.country(address.country)}
        </p>
        <p>{t(by.name ? 'joining.by' : 'joining.byOnly', facts)}</p>
        {(name || administrator) && (
          <p className={styles.fine}>
            {t('joining.as', { named: String(name !== ''), name, administrator: String(administrator) })}
          </p>
        )}
      </div>
      <div className={styles.choice}>
        <ActButton aria-label={t('joining.declineWhom', { organisation: legalName })} onClick={onDecline}>
          {t('joining.decline')}
        </ActButton>
        <Join aria-label={t('joining.joinWhom', { organisation: legalName })} loading={joining} onClick={onJoin}>
          {t('joining.join')}
        </Join>
      </div>
    </li>
  )
}

interface DialogProps {
  readonly invitation: OwnInvitation
  readonly onClose: () => void
  readonly onDeclined: () => void
}

function DeclineDialog({ invitation, onClose, onDeclined }: DialogProps) {
  const t = useT()
  const refetch = useRefetch()
  const call = useCall(declineInvitation)
  const { orgId, legalName: organisation } = invitation.organisation
  const decline = async () => {
    const answer = await answerOf(call.mutateAsync({ params: { orgId } }))
    if (!answer?.ok) return
    await refetch(listOwnInvitations)
    toast(t('joining.declined', { organisation }))
    onDeclined()
  }
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('joining.declineQuestion', { organisation })}
      confirm={t('joining.declineConfirm')}
      danger
      onConfirm={decline}
    >
      <RefusalNotice refusal={call.refusal} error={call.error} />
      <p>{t('joining.declineWhat', { organisation })}</p>
    </ConfirmDialog>
  )
}
