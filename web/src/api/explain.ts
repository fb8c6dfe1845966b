import * as z from 'zod'
import { type ProblemCode, problems } from '../../../shared/contracts/problems.ts'
import type { MessageKey } from '../i18n/catalogue.ts'
import { useI18n } from '../i18n/I18nProvider.tsx'
import { ServerFault, SignedOut, Unreachable } from './faults.ts'
import { Refused } from './use-api.ts'

const Amount = z.object({ amountMinor: z.int(), currency: z.string() })
const Instant = z.iso.datetime({ precision: 3 })

/** A refusal that no sentence explains does not compile. */
const sentenceOf = (code: ProblemCode) => `problems.${code}` as const satisfies MessageKey
const isProblem = (code: string): code is ProblemCode => code in problems

interface Explanation {
  readonly sentence: string
  readonly reference?: string
}

/**
 * Says a refusal or a failure as a sentence: `problems.<code>` from the catalogue, its facts written as a person reads
 * them: instants to the millisecond in `timeZone`, amounts with their currency.
 */
export const useExplain = (timeZone?: string) => {
  const { t, tIfKnown, format } = useI18n()

  const say = (fact: unknown): unknown => {
    if (Instant.safeParse(fact).success) return format.exactIn(String(fact), timeZone ?? format.readerZone)
    const amount = Amount.safeParse(fact)
    return amount.success ? format.money(amount.data) : fact
  }
  const sayRefusal = (refusal: object & { code: string }) => {
    const facts = Object.fromEntries(Object.entries(refusal).map(([name, fact]) => [name, say(fact)]))
    const { code } = refusal
    return (isProblem(code) ? tIfKnown(sentenceOf(code), facts) : undefined) ?? t('ui.refusedWithCode', { code })
  }

  return (cause: Error | { readonly code: string }): Explanation => {
    if (cause instanceof Refused) return { sentence: sayRefusal(cause.refusal) }
    if (cause instanceof Unreachable) return { sentence: t('ui.unreachable') }
    if (cause instanceof SignedOut) return { sentence: t('ui.signedOut') }
    if (cause instanceof ServerFault)
      return { sentence: t('ui.serverFault'), ...(cause.reference ? { reference: cause.reference } : {}) }
    if (cause instanceof Error) return { sentence: t('ui.pageFault'), reference: cause.message }
    return { sentence: sayRefusal(cause) }
  }
}
