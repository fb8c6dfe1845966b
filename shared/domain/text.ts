import * as z from 'zod'

// Control characters break exports and screens; bidi overrides make a text read as something it is not.
const FORBIDDEN_IN_LINE = /[\p{Cc}\u202A-\u202E\u2066-\u2069\u2028\u2029\uFEFF]|\p{Cs}/u
const FORBIDDEN_IN_PROSE = /(?!\n)\p{Cc}|[\u202A-\u202E\u2066-\u2069\uFEFF]|\p{Cs}/u

const clean = (forbidden: RegExp, max: number) =>
  z
    .string()
    .max(max)
    .transform((text) => text.replaceAll('\r\n', '\n').replaceAll('\t', ' ').normalize('NFC').trim())
    // Composing makes some letters longer, and what was taken must be read again as it is.
    .refine((text) => text.length <= max, {
      error: `is longer than ${max} characters`,
      params: { because: 'too_big', most: max },
    })
    .refine((text) => !forbidden.test(text), {
      error: 'contains control or direction-changing characters',
      params: { because: 'odd_characters' },
    })
    .meta({ type: 'string', maxLength: max })

/** Letters that only join or part others show nothing by themselves. */
const isSeen = (text: string): boolean => /[^\s\p{Default_Ignorable_Code_Point}]/u.test(text)

/** One line of text in any script, NFC, trimmed; control and bidi-override characters are refused. */
export const textLine = (max: number) => clean(FORBIDDEN_IN_LINE, max)
export const requiredLine = (max: number) => textLine(max).refine(isSeen, { error: 'is empty' })
/** Text that may have line breaks; otherwise as `textLine`. */
export const prose = (max: number) => clean(FORBIDDEN_IN_PROSE, max)
export const requiredProse = (max: number) => prose(max).refine(isSeen, { error: 'is empty' })

/** What of a text that nobody checked, such as a name kept elsewhere, makes a `textLine`. */
export const lineOf = (text: string, max: number): string =>
  text
    .normalize('NFC')
    .slice(0, max)
    .replaceAll(new RegExp(FORBIDDEN_IN_LINE, 'gu'), ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

/** Lower-cased, because mailboxes are compared and used as keys. */
export const Email = z
  .string()
  .max(254)
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.email())
