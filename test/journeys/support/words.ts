import da from '../../../shared/messages/compiled/da.generated.js'
import en from '../../../shared/messages/compiled/en.generated.js'
import { translator } from '../../../web/src/i18n/catalogue.ts'

/** What the screens say, from the messages they are written with. */
export const words = translator(en)
export const ord = translator(da)
