import type { StakeholderRole } from '../../../shared/domain/party.ts'
import type { Person } from './person.ts'
import { words } from './words.ts'

/** On the page for who has no organisation yet: creates one. */
export const createOrganisation = async (person: Person, legalName: string, city: string): Promise<void> => {
  const { field, button } = person
  await field(words('organisation.legalName')).fill(legalName)
  await field(words('form.street')).fill('Havnegade 21')
  await field(words('form.postalCode')).fill('8000')
  await field(words('form.city')).fill(city)
  await field(words('form.country')).selectOption('DK')
  await field(words('organisation.registrationId', { country: 'DK' })).fill('DK31415926')
  await field(words('rfqs.currency')).selectOption('DKK')
  await button(words('shell.createOrganisation')).click()
  await person.page.getByRole('heading', { level: 1, name: words('shell.welcomeTitle') }).waitFor({ state: 'detached' })
}

type Approver = { readonly role: StakeholderRole; readonly name: string; readonly email: string }

/** On the organisation page: names who holds a role. */
export const addStakeholder = async ({ page, button }: Person, approver: Approver, language: string): Promise<void> => {
  const role = words('rfqs.roleName', { role: approver.role })
  await button(words('organisation.addTo', { role })).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(words('organisation.name'), { exact: true }).fill(approver.name)
  await dialog.getByLabel(words('organisation.email'), { exact: true }).fill(approver.email)
  await dialog.getByLabel(words('organisation.mailLanguage')).selectOption(language)
  await dialog.getByRole('button', { name: words('organisation.save') }).click()
  await dialog.waitFor({ state: 'detached' })
}
