import { describe, expect, it } from 'vitest'
import { lineOf, prose, requiredLine, requiredProse, textLine } from '../../shared/domain/text.ts'

// Letters whose composed form is longer: one becomes two or three.
const growing = ['\u0958', '\uFB2C', '\u{1D160}']

describe('a text', () => {
  it.each(growing)('that was taken can be read again: %s', (letter) => {
    for (const schema of [textLine(200), requiredLine(200), prose(200)]) {
      for (const length of [30, 66, 100, 200]) {
        const taken = schema.safeParse(letter.repeat(length))
        if (taken.success) expect(schema.safeParse(taken.data)).toEqual(taken)
      }
      expect(schema.safeParse(letter.repeat(200)).success).toBe(false)
      expect(schema.safeParse(letter.repeat(30)).success).toBe(true)
    }
  })

  it.each(['', ' \n ', '\u200B', '\u00AD\u2060 \u200D', '\u3164', '\uFE0F'])(
    'that nobody can see is none: %j',
    (text) => {
      for (const schema of [requiredLine(200), requiredProse(200)]) expect(schema.safeParse(text).success).toBe(false)
      for (const schema of [requiredLine(200), requiredProse(200)])
        expect(schema.safeParse(`${text.trim()}👩‍🔧.`).success).toBe(true)
    },
  )

  it.each(growing)('that nobody checked is cut to a line: %s', (letter) => {
    const line = lineOf(`\r\n${letter.repeat(150)}`, 100)
    expect(line.length).toBeLessThanOrEqual(100)
    expect(textLine(100).parse(line)).toBe(line)
  })
})
