import type { ContractCopy } from '../domain/contract.ts'
import type { Language } from '../domain/party.ts'
import da from '../messages/compiled/documents.da.generated.js'
import en from '../messages/compiled/documents.en.generated.js'
import fr from '../messages/compiled/documents.fr.generated.js'
import { type Say, say } from './say.ts'

const words: Record<Language, typeof en> = { en, fr, da }

/** What a contract is written with: `contract` as it stands, and `committed` as it was made, which its hash is of. */
export type ContractTools = { w: typeof en; s: Say; contract: ContractCopy; committed: ContractCopy }

/** A quantity with its unit in the number that goes with it. */
export const countedIn = ({ w, s }: ContractTools, quantity: string, unit: string): string =>
  `${s.decimal(quantity)} ${w.unit({ unit, n: Number(quantity) })}`

export const contractTools = (language: Language, contract: ContractCopy, committed: ContractCopy): ContractTools => ({
  w: words[language],
  s: say(language),
  contract,
  committed,
})
