import { paths } from '../links.ts'

/** Where somebody wanted to go before they had to do something else first; only ever a page of this site. */
export const nextOf = (search: { readonly next?: unknown }): string => {
  const { next } = search
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : paths.home
}
