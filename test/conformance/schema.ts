import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { XmlDocument, XmlLibError, XmlValidateError, XsdValidator, xmlCleanupInputProvider } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'

/** A validator of one of the official schemas. Files are readable to libxml2 only while it compiles. */
export const schemaAt = (path: string) => {
  xmlRegisterFsInputProviders()
  try {
    const source = XmlDocument.fromBuffer(readFileSync(path), { url: pathToFileURL(resolve(path)).href })
    try {
      return XsdValidator.fromDoc(source)
    } finally {
      source.dispose()
    }
  } finally {
    xmlCleanupInputProvider()
  }
}

/** What is wrong with a document by its schema; nothing where it is valid. */
export const faultsOf = (schema: XsdValidator, xml: string): string[] => {
  try {
    const document = XmlDocument.fromString(xml)
    try {
      schema.validate(document)
      return []
    } finally {
      document.dispose()
    }
  } catch (error) {
    if (error instanceof XmlValidateError)
      return error.details.map(({ line, message }) => `line ${line}: ${message.trim()}`)
    if (error instanceof XmlLibError) return [error.message.trim()]
    throw error
  }
}
