import { describe, expect, it } from 'vitest'
import { instantToWall, wallToInstant } from '../../../shared/domain/zoned-time.ts'
import { getAt, pointerOf, setAt } from '../../../web/src/form/pointer.ts'

describe('a JSON pointer', () => {
  const form = { title: 'a', address: { city: 'Strandby' }, lines: [{ name: 'x' }, { name: 'y' }] }

  it('reads and changes one place, and shares the rest', () => {
    const changed = setAt(form, '/lines/1/name', 'z')
    expect(getAt(changed, '/lines/1/name')).toBe('z')
    expect(changed.lines[0]).toBe(form.lines[0])
    expect(changed.address).toBe(form.address)
    expect(form.lines[1]?.name).toBe('y')
  })

  it('reaches into what is not there yet', () => {
    expect(getAt({ place: null }, '/place/city')).toBeUndefined()
    expect(setAt<{ place: null | { city: string } }>({ place: null }, '/place/city', 'Strandby')).toEqual({
      place: { city: 'Strandby' },
    })
  })

  it('escapes as RFC 6901 has it', () => {
    expect(pointerOf(['a/b', 0, 'c~d'])).toBe('/a~1b/0/c~0d')
    expect(getAt({ 'a/b': [{ 'c~d': 1 }] }, '/a~1b/0/c~0d')).toBe(1)
  })
})

describe('a time as a zone shows it', () => {
  const COPENHAGEN = 'Europe/Copenhagen'

  it('is an instant, in winter and in summer', () => {
    expect(wallToInstant('2026-12-03T12:00', COPENHAGEN)).toBe('2026-12-03T11:00:00.000Z')
    expect(wallToInstant('2026-07-03T12:00', COPENHAGEN)).toBe('2026-07-03T10:00:00.000Z')
    expect(wallToInstant('2026-12-03T12:00', 'Asia/Kolkata')).toBe('2026-12-03T06:30:00.000Z')
  })

  it('comes back as it was set, around each change of the clocks', () => {
    for (const wall of [
      '2026-03-29T01:30',
      '2026-03-29T03:30',
      '2026-10-25T01:30',
      '2026-10-25T03:30',
      '2026-12-31T23:59',
    ]) {
      expect(instantToWall(wallToInstant(wall, COPENHAGEN) ?? '', COPENHAGEN)).toBe(wall)
    }
  })

  it('that the clocks skip is moved past the gap', () => {
    expect(instantToWall(wallToInstant('2026-03-29T02:30', COPENHAGEN) ?? '', COPENHAGEN)).toBe('2026-03-29T03:30')
  })

  it('is nothing while it is not complete', () => {
    expect(wallToInstant('', COPENHAGEN)).toBeUndefined()
  })
})
