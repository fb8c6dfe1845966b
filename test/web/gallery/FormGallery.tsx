import { useState } from 'react'
import * as z from 'zod'
import { OrganisationProfile } from '../../../shared/domain/party.ts'
import { AddressField } from '../../../web/src/form/AddressField.tsx'
import { DateField, DateTimeField } from '../../../web/src/form/date-fields.tsx'
import { FieldRow, FormBody } from '../../../web/src/form/FormBody.tsx'
import { CheckboxField, SelectField, TextAreaField, TextField } from '../../../web/src/form/fields.tsx'
import { DecimalField, IntegerField, MoneyField } from '../../../web/src/form/number-fields.tsx'
import { SaveStatus } from '../../../web/src/form/SaveStatus.tsx'
import { useForm } from '../../../web/src/form/use-form.ts'
import { useLocalDraft } from '../../../web/src/form/use-local-draft.ts'
import { PrimaryButton } from '../../../web/src/ui/ActButton.tsx'
import { Page } from '../../../web/src/ui/Page.tsx'

const schema = OrganisationProfile.pick({ legalName: true, address: true, buys: true, currency: true }).extend({
  about: z.string().max(20),
  price: z.string().regex(/^\d+(\.\d+)?$/),
  days: z.int().min(1).nullable(),
  ceiling: z.int().nullable(),
  deliverBy: z.iso.date().nullable(),
  closesAt: z.iso.datetime({ precision: 3 }).nullable(),
})

const initial = {
  legalName: '',
  about: '',
  address: { street: '', postalCode: '', city: '', country: '' },
  buys: true,
  currency: 'DKK',
  price: '1355.5',
  days: 30,
  ceiling: 41230000,
  deliverBy: '2026-12-20',
  closesAt: '2026-12-03T11:00:00.000Z',
}

export function FormGallery() {
  const [sent, setSent] = useState('')
  const form = useForm({
    schema,
    initial,
    submit: async (value) => {
      setSent(JSON.stringify(value))
      return { errors: [{ pointer: '/legalName', detail: 'is empty' }] }
    },
  })
  const draft = useLocalDraft('gallery/note', z.string(), () => '')
  return (
    <main>
      <Page title="Your organisation">
        <FormBody form={form}>
          <TextField form={form} at="/legalName" label="Legal name" hint="As it stands in the register." />
          <TextAreaField form={form} at="/about" label="About" optional rows={2} />
          <AddressField form={form} at="/address" legend="Address" />
          <FieldRow>
            <DecimalField form={form} at="/price" label="Unit price" unit="DKK" />
            <IntegerField form={form} at="/days" label="Payment" unit="days" />
            <MoneyField form={form} at="/ceiling" label="Ceiling" currency="DKK" />
          </FieldRow>
          <FieldRow>
            <DateField form={form} at="/deliverBy" label="Deliver by" />
            <DateTimeField form={form} at="/closesAt" label="Closes" timeZone="Europe/Copenhagen" />
          </FieldRow>
          <SelectField
            form={form}
            at="/currency"
            label="Currency"
            options={['DKK', 'EUR'].map((value) => ({ value, label: value }))}
          />
          <CheckboxField form={form} at="/buys" label="We buy" />
          <PrimaryButton type="submit" loading={form.submitting}>
            Save
          </PrimaryButton>
        </FormBody>
        <output data-sent>{sent}</output>
        <p>
          <label htmlFor="note">Note</label>{' '}
          <input id="note" value={draft.value ?? ''} onChange={(event) => draft.change(event.currentTarget.value)} />{' '}
          <SaveStatus autosave={draft} />
        </p>
      </Page>
    </main>
  )
}
