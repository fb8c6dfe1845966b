/**
 * What a veto may bring along, by the end of its name, because browsers differ about types: what offices write, and
 * nothing that a browser would run.
 */
export const documentTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  txt: 'text/plain',
  csv: 'text/csv',
} as const
type Ending = keyof typeof documentTypes
export type DocumentType = (typeof documentTypes)[Ending]

const isEnding = (text: string): text is Ending => Object.hasOwn(documentTypes, text)

export const typeOfDocument = (name: string): DocumentType | undefined => {
  const ending = /[^.]\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  return isEnding(ending) ? documentTypes[ending] : undefined
}

/** As base64 in JSON, with room to spare, this travels through a function, whose requests and answers weigh 6 MB at most. */
export const MAX_DOCUMENT_BYTES = 3_000_000

/** So many may one stakeholder bring on one request for approval, vetoed with or not. */
export const MAX_DOCUMENTS = 10
