import { refuse } from '../../shared/domain/outcome.ts'

/** What `untilUnchanged` ended with; that everything kept changing is nothing a caller could act on. */
export const settled = <R extends { code: string }>(refusal: R) => {
  if (refusal.code === 'changed_meanwhile') throw new Error('What was to be written kept changing')
  return refuse(refusal as Exclude<R, { code: 'changed_meanwhile' }>)
}
