import { isNotFound } from '@tanstack/react-router'
import { describe, expect, it } from 'vitest'
import { isWithin } from '../../../web/src/shell/navigation.ts'
import { nextOf } from '../../../web/src/shell/next.ts'
import { onlyIds } from '../../../web/src/shell/only-ids.ts'
import { readSearch, writeSearch } from '../../../web/src/shell/search.ts'
import { BUYER, RFQ } from '../../support/builders.ts'

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

describe('an address with an id in it', () => {
  const leads = (params: Parameters<typeof onlyIds>[0]['params']) => {
    try {
      onlyIds({ params })
      return true
    } catch (thrown) {
      if (isNotFound(thrown)) return false
      throw thrown
    }
  }

  it('leads to a page where it is one, and nowhere where it is none', () => {
    expect(leads({})).toBe(true)
    expect(leads({ rfqId: RFQ })).toBe(true)
    expect(leads({ buyerId: BUYER, rfqId: RFQ })).toBe(true)
    expect(leads({ rfqId: 'xyz' })).toBe(false)
    expect(leads({ rfqId: BUYER })).toBe(false)
    expect(leads({ buyerId: 'xyz', rfqId: RFQ })).toBe(false)
  })
})

describe('the page of the navigation that is marked', () => {
  const pages = ['/', '/tenders', '/bids', '/rfqs', '/suppliers', '/organisation']
  it.each([
    ['/', ['/']],
    ['/tenders', ['/tenders']],
    [`/tenders/${BUYER}/${RFQ}`, ['/tenders']],
    [`/tenders/${BUYER}/${RFQ}/bid`, ['/tenders']],
    [`/tenders/${BUYER}/${RFQ}/result`, ['/bids']],
    ['/bids', ['/bids']],
    [`/rfqs/${RFQ}/award`, ['/rfqs']],
    ['/organisation/approvals', ['/organisation']],
    ['/tendersome', []],
    ['/welcome', []],
  ])('at %s is %s', (path, marked) => {
    expect(pages.filter((page) => isWithin(page, path))).toEqual(marked)
  })
})

describe('sort and filters in the URL', () => {
  it('come back as they were written, and leave nothing behind when they are gone', () => {
    const search = { sort: '-closesAt', status: 'open', text: 'æ & ø' }
    expect(readSearch(writeSearch(search))).toEqual(search)
    expect(writeSearch({ sort: undefined, status: '' })).toBe('')
  })
})
