import { serve } from '../http/serve.ts'
import { importUblRfqRoute } from './import-ubl-rfq.ts'

/** Reads other people's files: its role may do nothing at all. */
export const handler = serve([importUblRfqRoute()])
