import { describe, expect, it } from 'vitest'
import { hasCounted, mayEnrol, PASSKEYS_PER_MAILBOX, passkeyEnds } from '../../shared/domain/passkeys.ts'
import { DAY, later, NOON } from '../support/builders.ts'

describe('a passkey', () => {
  it('is enrolled only where a code opened the session', () => {
    expect(mayEnrol({ method: 'code' }, [])).toEqual({ ok: true, value: undefined })
    expect(mayEnrol({ method: 'passkey' }, [])).toMatchObject({ refusal: { code: 'code_needed' } })
  })

  it('is one of at most ten of its mailbox', () => {
    const enrolled = Array.from({ length: PASSKEYS_PER_MAILBOX - 1 })
    expect(mayEnrol({ method: 'code' }, enrolled)).toMatchObject({ ok: true })
    expect(mayEnrol({ method: 'code' }, [...enrolled, 1])).toMatchObject({ refusal: { code: 'too_many_passkeys' } })
  })

  it('ends after half a year, so that the mailbox is proved again', () => {
    expect(passkeyEnds(NOON)).toBe(later(NOON, 180 * DAY))
  })

  it.each([
    [0, 0, true],
    [0, 1, true],
    [7, 8, true],
    [7, 7, false],
    [7, 6, false],
    [7, 0, false],
  ])('that counted to %i and now says %i is taken: %s', (kept, said, taken) => {
    expect(hasCounted(kept, said)).toBe(taken)
  })
})
