import * as z from 'zod'
import { canonical, sha256Hex } from './canonical.ts'
import { documentTypes, MAX_DOCUMENT_BYTES, typeOfDocument } from './document-types.ts'
import { Sha256 } from './ids.ts'
import { ok, refuse } from './outcome.ts'
import { requiredLine } from './text.ts'

/** A document as a veto names it: what its bytes hash to is what it is. */
export const VetoDocument = z.strictObject({
  name: requiredLine(200),
  contentType: z.enum(Object.values(documentTypes)),
  bytes: z.int().min(1).max(MAX_DOCUMENT_BYTES),
  sha256: Sha256,
})
export type VetoDocument = z.infer<typeof VetoDocument>

/** A document whole, as it travels: JSON, which no browser takes for a page. */
export const VetoDocumentFile = z.object({ document: VetoDocument, content: z.base64() })

/** What is taken of an upload: its type from its name, and its hash from its bytes. */
export const documentOf = (said: { name: string; sha256: string }, content: Uint8Array) => {
  const { name, sha256 } = said
  const contentType = typeOfDocument(name)
  if (!contentType) {
    return refuse({ code: 'document_type_not_taken', pointer: '/name', taken: Object.keys(documentTypes) } as const)
  }
  const bytes = content.length
  if (bytes > MAX_DOCUMENT_BYTES) {
    return refuse({
      code: 'document_too_large',
      pointer: '/content',
      bytes,
      megabytes: MAX_DOCUMENT_BYTES / 1e6,
    } as const)
  }
  if (bytes === 0 || sha256Hex(content) !== sha256) return refuse({ code: 'document_differs' } as const)
  return ok<VetoDocument>({ name, contentType, bytes, sha256 })
}

/** Whether this very document, with its name and its bytes, is one of those that were brought. */
export const isAmong = (brought: readonly VetoDocument[], document: VetoDocument): boolean =>
  brought.some((one) => canonical(one) === canonical(document))
