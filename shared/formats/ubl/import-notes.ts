import type { Element } from './xml-tree.ts'

/** `code` is what was done, `path` and `line` where in the file, `field` which of ours is left to fill in. */
export type Note = {
  code: 'leftBlank' | 'unreadable' | 'unsupported' | 'shortened' | 'pastDate'
  path: string
  line?: number
  text: string
  field?: string
}

const MOST = 1_000
// What the domain refuses in texts: controls, direction-changing characters, halves of characters.
const NOT_IN_TEXT = /(?!\n)\p{Cc}|[\u202A-\u202E\u2066-\u2069\uFEFF\u2028\u2029]|\p{Cs}/gu

const cleaned = (text: string): string =>
  text
    .replaceAll(/[\t\r]/g, ' ')
    .replaceAll(NOT_IN_TEXT, '')
    .normalize('NFC')
const cut = (text: string, max: number): string => {
  const short = text.slice(0, max)
  return /[\uD800-\uDBFF]$/.test(short) ? short.slice(0, -1) : short
}

/** Collects what a person must know of an import, and makes texts fit for the domain while it does. */
export const importNotes = () => {
  const notes: Note[] = []
  const add = (note: Note) => {
    if (notes.length < MOST) notes.push(note)
  }
  const about = (code: Note['code'], element: Element, more: { text?: string; field?: string } = {}) =>
    add({
      code,
      path: element.path,
      line: element.line,
      text: cut(cleaned(more.text ?? element.text).trim(), 200),
      ...(more.field !== undefined && { field: more.field }),
    })

  const text = (element: Element | undefined, max: number, read: (raw: string) => string): string => {
    if (!element) return ''
    const clean = cleaned(element.text)
    // Cleaning only ever takes away what may not be in a text; composing letters (NFC) is not worth a note.
    if (element.text.replaceAll(NOT_IN_TEXT, '').length < element.text.replaceAll(/[\t\r]/g, '').length) {
      about('unreadable', element)
    }
    const value = read(clean)
    if (value.length <= max) return value
    about('shortened', element)
    return cut(value, max).trim()
  }
  return {
    notes,
    about,
    /** The file says nothing about a field; `path` is where it would. */
    blank: (path: string, field: string) => add({ code: 'leftBlank', path, text: '', field }),
    line: (element: Element | undefined, max: number) =>
      text(element, max, (raw) => raw.replaceAll(/\s+/g, ' ').trim()),
    prose: (element: Element | undefined, max: number) =>
      text(element, max, (raw) =>
        raw
          .replaceAll(/ *\n[ \n]*/g, '\n')
          .replaceAll(/ +/g, ' ')
          .trim(),
      ),
  }
}
export type Notes = ReturnType<typeof importNotes>
