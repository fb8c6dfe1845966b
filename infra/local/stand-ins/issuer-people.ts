import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { openJournal } from './journal.ts'
import type { Person } from './types.ts'

/** Somebody who signs in with one click on the issuer's page. */
export type DemoPerson = {
  readonly email: string
  readonly name: string
  readonly organisation: string
  readonly role: string
}

/** The same address is the same person, on every machine and after starting over. */
const subOf = (email: string): string => {
  const hex = createHash('sha256').update(`sealbid person ${email}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Who can sign in: the people of the demo, and whoever once proved an address and gave a name. */
export const createPeople = (dataDir: string, demo: readonly DemoPerson[]) => {
  const registered = openJournal<Person>(join(dataDir, 'issuer', 'people.jsonl'))
  const bySub = new Map([...registered.entries()].map(([, person]) => [person.sub, person]))
  const register = (address: string, name: string): Person => {
    const email = address.trim().toLowerCase()
    const person = { sub: subOf(email), email, name }
    registered.set(email, person)
    bySub.set(person.sub, person)
    return person
  }
  const withAddress = (address: string): Person | undefined => registered.get(address.trim().toLowerCase())
  for (const { email, name } of demo) if (!withAddress(email)) register(email, name)
  return {
    demo,
    register,
    withAddress,
    withSub: (sub: string): Person | undefined => bySub.get(sub),
    isDemo: (address: string): boolean => demo.some(({ email }) => email.toLowerCase() === address.toLowerCase()),
  }
}

export type People = ReturnType<typeof createPeople>
