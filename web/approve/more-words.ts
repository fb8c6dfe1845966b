import type { Language } from '../../shared/domain/party.ts'
import type { MoreMessages } from './words.ts'

const catalogues: Record<Language, () => Promise<{ default: MoreMessages }>> = {
  en: () => import('../../shared/messages/compiled/approveMore.en.generated.js'),
  fr: () => import('../../shared/messages/compiled/approveMore.fr.generated.js'),
  da: () => import('../../shared/messages/compiled/approveMore.da.generated.js'),
}

export const moreIn = async (language: Language): Promise<MoreMessages> => (await catalogues[language]()).default
