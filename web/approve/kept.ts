import type { StepPlace } from '../../shared/contracts/approvals.ts'
import type { Opened } from './api.ts'

const place = (name: string, storage: Storage) => {
  const key = `sealbid.approve.${name}`
  return {
    get: (): string | undefined => storage.getItem(key) ?? undefined,
    set: (value: string) => storage.setItem(key, value),
    forget: () => storage.removeItem(key),
  }
}
/** What outlives a reload of this tab, and nothing longer. */
const token = place('token', sessionStorage)
const drafts = place('drafts', sessionStorage)
/** What this browser is known by for longer, so that nobody else's asking keeps its person out; it opens nothing. */
const browser = place('browser', localStorage)
/** Half an hour for the whole inbox in this browser, whichever tab a link opens in. */
const session = place('session', localStorage)
/** Whether this browser has made or used a passkey of ours. Its secret is with the device; this only says so. */
export const passkeyHere = place('passkey', localStorage)
/** What the reader chose over the language they are written to in. */
export const chosenLanguage = place('language', localStorage)

/** The token leaves the address bar at once: not into history, not into a screenshot, not to the next site. */
export const takeToken = (): string | undefined => {
  // Mail programs add to a link's end what is not part of it: a full stop, a bracket, a campaign's name.
  const inLink = /^#([\w-]+)/.exec(location.hash)?.[1]
  if (inLink) {
    history.replaceState(null, '', location.pathname)
    token.set(inLink)
  }
  return token.get()
}

/** Codes are good for the browser that asked for them. */
export const browserSecret = (): string => {
  const known = browser.get()
  if (known) return known
  const fresh = crypto.randomUUID()
  browser.set(fresh)
  return fresh
}

export const keptSession = (): Opened | undefined => {
  const text = session.get()
  return text ? JSON.parse(text) : undefined
}
export const keepSession = (opened: Opened) => session.set(JSON.stringify(opened))
export const forgetSession = session.forget

export type Values = Readonly<Record<string, string>>
type Draft = { open?: string; said: Record<string, Values> }

/** What is half typed, act by act. */
export const draftNamed = (key: string) => {
  const all = (): Record<string, Draft> => JSON.parse(drafts.get() ?? '{}')
  const own = (): Draft => all()[key] ?? { said: {} }
  const keep = (draft: Draft) => drafts.set(JSON.stringify({ ...all(), [key]: draft }))
  return {
    /** The act whose form is open. */
    open: () => own().open,
    turnTo: (act: string | undefined) => keep({ said: own().said, ...(act && { open: act }) }),
    said: (act: string): Values => own().said[act] ?? {},
    keep: (act: string, values: Values) => keep({ ...own(), said: { ...own().said, [act]: values } }),
    forget: () => keep({ said: {} }),
  }
}
export type KeptDraft = ReturnType<typeof draftNamed>
/** What is half typed on one step; a newer request about the same finds it again. */
export const draftOf = ({ rfqId, subject, stakeholderId }: StepPlace): KeptDraft =>
  draftNamed([rfqId, subject, stakeholderId].join())
