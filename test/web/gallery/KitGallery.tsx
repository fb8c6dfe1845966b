import { useState } from 'react'
import { ServerFault, Unreachable } from '../../../web/src/api/faults.ts'
import { links } from '../../../web/src/links.ts'
import { ActButton, DangerButton, PrimaryButton } from '../../../web/src/ui/ActButton.tsx'
import { ConfirmDialog } from '../../../web/src/ui/ConfirmDialog.tsx'
import { Deadline } from '../../../web/src/ui/Deadline.tsx'
import { DefinitionList } from '../../../web/src/ui/DefinitionList.tsx'
import { Delta } from '../../../web/src/ui/Delta.tsx'
import { EmptyState } from '../../../web/src/ui/EmptyState.tsx'
import { ErrorState } from '../../../web/src/ui/ErrorState.tsx'
import { LoadingState } from '../../../web/src/ui/LoadingState.tsx'
import { Money } from '../../../web/src/ui/Money.tsx'
import { Notice } from '../../../web/src/ui/Notice.tsx'
import { Page } from '../../../web/src/ui/Page.tsx'
import { RefusalNotice } from '../../../web/src/ui/RefusalNotice.tsx'
import { Seal } from '../../../web/src/ui/Seal.tsx'
import { Section } from '../../../web/src/ui/Section.tsx'
import { StatusBadge } from '../../../web/src/ui/StatusBadge.tsx'
import { Timeline } from '../../../web/src/ui/Timeline.tsx'
import { Toasts, toast } from '../../../web/src/ui/toast.tsx'

const ZONE = 'Europe/Copenhagen'
const soon = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString()
const HOUR = 3_600_000

/** One fault: a new one each time would take the focus each time. */
const unreachable = new Unreachable()

export function KitGallery() {
  const [asking, setAsking] = useState(false)
  return (
    <main>
      <Page
        title="35 workstations, screens, mice"
        crumbs={[{ label: 'RFQs', link: links.rfqs }]}
        badge={<StatusBadge tone="good">Open</StatusBadge>}
        lead={<Deadline at={soon(28.2 * HOUR)} timeZone={ZONE} label="Closes in" />}
        primary={<PrimaryButton onClick={() => setAsking(true)}>Extend</PrimaryButton>}
        actions={
          <>
            <ActButton disabledReason="Bids are sealed until 3 Dec 12:00 CET.">Compare bids</ActButton>
            <DangerButton onClick={() => toast('Saved 12:03:22')}>Cancel RFQ</DangerButton>
          </>
        }
      >
        <Section title="Seal">
          <Seal
            open={false}
            statement="Sealed. Nobody can read bids before 3 Dec 2026, 12:00 CET."
            detail="Opened by nobody so far, as of 12:03."
          />
          <br />
          <Seal open statement="Opened on 3 Dec 2026, 12:00:36 CET by the opening function." />
        </Section>
        <Section title="Time">
          <Deadline at={soon(10 * HOUR)} timeZone={ZONE} label="Closes in" />
          <br />
          <Deadline at={soon(0.4 * HOUR)} timeZone={ZONE} label="Closes in" />
          <br />
          <Deadline at={soon(-HOUR)} timeZone={ZONE} overLabel="Closed" />
        </Section>
        <Section title="Key facts" count={4}>
          <DefinitionList
            columns={2}
            items={[
              { term: 'Lines', value: '4' },
              { term: 'Total', value: <Money value={{ amountMinor: 41230000, currency: 'DKK' }} /> },
              { term: 'Against the second', value: <Delta from={438900} to={412300} /> },
              { term: 'Incoterm', value: '' },
            ]}
          />
        </Section>
        <Section title="States">
          <StatusBadge>Draft</StatusBadge> <StatusBadge tone="good">Approved</StatusBadge>{' '}
          <StatusBadge tone="due">Asked 2 d ago</StatusBadge> <StatusBadge tone="danger">Vetoed</StatusBadge>{' '}
          <StatusBadge tone="quiet">Withdrawn</StatusBadge>
        </Section>
        <Section title="Timeline">
          <Timeline
            timeZone={ZONE}
            items={[
              {
                id: '1',
                at: soon(-HOUR / 2),
                title: 'Veto by finance: line 4.2 is spent',
                by: 'Mette Holm',
                tone: 'danger',
                proof: 'sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
                proofLabel: 'Proof',
              },
              { id: '2', at: soon(-5 * HOUR), title: 'Published', by: 'Jens Boserup', tone: 'good' },
              { id: '3', at: soon(-50 * HOUR), title: 'Draft created', by: 'Jens Boserup' },
            ]}
          />
        </Section>
        <Section title="Nothing, waiting, failed">
          <EmptyState title="No RFQs yet" action={<ActButton>New RFQ</ActButton>}>
            Begin with a UBL file or an empty form.
          </EmptyState>
          <LoadingState lines={3} />
          <ErrorState error={new ServerFault('GET /rfqs answered 500', 'Kx8aPq1')} retry={() => undefined} />
        </Section>
        <Section title="Notices">
          <RefusalNotice error={unreachable} />
          <br />
          <Notice tone="due" title="Two questions wait for an answer">
            Suppliers bid on what they know.
          </Notice>
        </Section>
      </Page>
      {asking && (
        <ConfirmDialog
          opened
          onClose={() => setAsking(false)}
          title="Cancel this RFQ?"
          confirm="Cancel the RFQ"
          danger
          onConfirm={() => setAsking(false)}
        >
          <p>Five invited suppliers are told by mail, with your reason. Sealed bids stay sealed.</p>
        </ConfirmDialog>
      )}
      <Toasts />
    </main>
  )
}
