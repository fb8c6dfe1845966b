import { describe, expect, it } from 'vitest'
import { filterFrom } from '../../infra/local/event-filter.ts'

const passes = (pattern: object, record: unknown) =>
  filterFrom({ Filters: [{ Pattern: JSON.stringify(pattern) }] })(record)
const record = {
  eventName: 'INSERT',
  dynamodb: { NewImage: { pk: { S: 'RFQ#1' }, signal: { M: { name: { S: 'bid' } } } } },
}

describe('an event source filter', () => {
  it('lets through what matches all its parts', () => {
    expect(passes({ eventName: ['INSERT'] }, record)).toBe(true)
    expect(passes({ eventName: ['MODIFY', 'REMOVE'] }, record)).toBe(false)
    expect(passes({ dynamodb: { NewImage: { pk: { S: [{ prefix: 'RFQ#' }] } } } }, record)).toBe(true)
    expect(passes({ eventName: ['INSERT'], dynamodb: { NewImage: { pk: { S: [{ suffix: '#2' }] } } } }, record)).toBe(
      false,
    )
    expect(passes({ dynamodb: { NewImage: { signal: { M: { name: { S: [{ exists: true }] } } } } } }, record)).toBe(
      true,
    )
    expect(passes({ dynamodb: { NewImage: { gone: { S: [{ exists: false }] } } } }, record)).toBe(true)
    expect(passes({ eventName: [{ 'anything-but': ['REMOVE', 'INSERT'] }] }, record)).toBe(false)
  })

  it('throws at a rule it does not know', () => {
    expect(() => passes({ eventName: [{ wildcard: 'IN*' }] }, record)).toThrow()
  })
})
