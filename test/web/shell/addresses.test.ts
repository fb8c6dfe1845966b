import { describe, expect, it } from 'vitest'
import { nextOf } from '../../../web/src/shell/next.ts'
import { readSearch, writeSearch } from '../../../web/src/shell/search.ts'

describe('where somebody goes on to', () => {
  it('is the page they had asked for', () => {
    expect(nextOf({ next: '/tenders/org_1/rfq_1?tab=questions' })).toBe('/tenders/org_1/rfq_1?tab=questions')
  })

  it.each([
    undefined,
    '',
    'https://elsewhere.example',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'javascript:alert(1)',
    7,
  ])('is never another site (%s)', (next) => {
    expect(nextOf({ next })).toBe('/')
  })
})

describe('sort and filters in the URL', () => {
  it('come back as they were written, and leave nothing behind when they are gone', () => {
    const search = { sort: '-closesAt', status: 'open', text: 'æ & ø' }
    expect(readSearch(writeSearch(search))).toEqual(search)
    expect(writeSearch({ sort: undefined, status: '' })).toBe('')
  })
})
