import * as z from 'zod'
import { TimeZone } from '../domain/party.ts'
import { RfqLine, RfqTerms } from '../domain/rfq.ts'
import { textLine } from '../domain/text.ts'
import { endpoint } from './endpoint.ts'
import { nothing } from './shapes.ts'

/**
 * `code` is what was done about it, `path` where in the file (an XPath, with its line where the file has it), `text` the
 * value found there, `field` the JSON pointer of what was left blank in `{terms, lines}`.
 */
export const ImportNote = z.object({
  code: z.enum(['leftBlank', 'unreadable', 'unsupported', 'shortened', 'pastDate']),
  path: z.string(),
  line: z.int().positive().optional(),
  text: z.string(),
  field: z.string().optional(),
})
export type ImportNote = z.infer<typeof ImportNote>

export const importUblRfq = endpoint({
  method: 'POST',
  path: '/rfq-imports/ubl',
  access: 'buyer',
  summary: 'Read a UBL 2.1 RequestForQuotation into the terms and lines of a draft; stores nothing',
  params: nothing,
  query: nothing,
  body: z.strictObject({
    fileName: textLine(200),
    xml: z.string().min(1).max(4_000_000),
    /** Whose day a date without a time ends in; UTC when absent. */
    timeZone: TimeZone.optional(),
  }),
  answers: {
    status: 200,
    body: z.object({
      terms: RfqTerms,
      lines: z.array(RfqLine),
      notes: z.array(ImportNote),
      buyerName: z.string(),
      documentId: z.string(),
    }),
  },
  refusals: ['unreadable_document'],
})
