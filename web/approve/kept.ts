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
const session = place('session', sessionStorage)
const draft = place('draft', sessionStorage)
/** What this browser is known by for longer, so that nobody else's asking keeps its person out; it opens nothing. */
const browser = place('browser', localStorage)

export type Draft = { veto: boolean; comment: string; reasonCode: string; words: string; remedy: string }
const noDraft: Draft = { veto: false, comment: '', reasonCode: '', words: '', remedy: '' }

/** The token leaves the address bar at once: not into history, not into a screenshot, not to the next site. */
export const takeToken = (): string | undefined => {
  // Mail programs add to a link's end what is not part of it: a full stop, a bracket, a campaign's name.
  const inLink = /^#([\w-]+)/.exec(location.hash)?.[1]
  if (inLink) {
    history.replaceState(null, '', location.pathname)
    if (inLink !== token.get()) for (const old of [session, draft]) old.forget()
    token.set(inLink)
  }
  return token.get()
}

/** Codes are good for the browser that asked for them. */
export const browserSecret = (): string => {
  const known = browser.get()
  if (known) return known
  const fresh = [...crypto.getRandomValues(new Uint8Array(32))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
  browser.set(fresh)
  return fresh
}

export const keptSession = (): { session: string; expiresAt: string } | undefined => {
  const text = session.get()
  return text ? JSON.parse(text) : undefined
}
export const keepSession = (opened: { session: string; expiresAt: string }) => session.set(JSON.stringify(opened))
export const forgetSession = session.forget

export const keptDraft = (): Draft => ({ ...noDraft, ...JSON.parse(draft.get() ?? '{}') })
export const keepDraft = (change: Partial<Draft>) => draft.set(JSON.stringify({ ...keptDraft(), ...change }))
export const forgetDraft = draft.forget
