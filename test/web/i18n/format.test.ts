import { describe, expect, it } from 'vitest'
import { minorDigits } from '../../../shared/domain/money.ts'
import { say } from '../../../shared/formats/say.ts'
import { readDecimal } from '../../../web/src/i18n/decimal-input.ts'
import { currencyDigits, decimalToMinor, formatters, minorToDecimal, remaining } from '../../../web/src/i18n/format.ts'

const NARROW_SPACE = '\u202f'
const SPACE = '\u00a0'
const COPENHAGEN = 'Europe/Copenhagen'

describe('amounts on a screen', () => {
  it('are written the way the reader writes numbers, to the last minor unit', () => {
    const total = { amountMinor: 41_230_050, currency: 'DKK' }
    expect(formatters('en', COPENHAGEN).money(total)).toBe('412,300.50 DKK')
    expect(formatters('da', COPENHAGEN).money(total)).toBe('412.300,50 DKK')
    expect(formatters('fr', COPENHAGEN).money(total)).toBe(`412${NARROW_SPACE}300,50 DKK`)
  })
  it('say less than nothing with a minus, on a screen as in a mail and on the approver’s page', () => {
    const less = { amountMinor: -30_050, currency: 'DKK' as const }
    for (const language of ['en', 'fr', 'da'] as const) {
      const written = formatters(language, COPENHAGEN).money(less)
      expect(written).toMatch(/^−300[.,]50 DKK$/)
      expect(say(language).money(less.amountMinor, less.currency)).toBe(written)
    }
  })

  it('stay exact where floats would not', () => {
    expect(formatters('en', COPENHAGEN).decimal('12345678901234567890.123456')).toBe(
      '12,345,678,901,234,567,890.123456',
    )
    expect(formatters('en', COPENHAGEN).amount({ amountMinor: Number.MAX_SAFE_INTEGER, currency: 'DKK' })).toBe(
      '90,071,992,547,409.91',
    )
  })

  it('know currencies without and with three minor digits', () => {
    expect(formatters('en', COPENHAGEN).amount({ amountMinor: 1500, currency: 'JPY' })).toBe('1,500')
    expect(formatters('en', COPENHAGEN).amount({ amountMinor: 1500, currency: 'KWD' })).toBe('1.500')
  })

  it('show the whole minor unit of every currency traded here, whatever Intl would leave out', () => {
    for (const currency of Object.keys(minorDigits)) {
      const digits = currencyDigits(currency)
      const written = formatters('en', COPENHAGEN).amount({ amountMinor: 123_456, currency })
      expect(written.replace(/\D/g, ''), currency).toBe('123456')
      expect(written.split('.')[1]?.length ?? 0, currency).toBe(digits)
    }
  })

  it('turn into minor units and back without loss', () => {
    expect(decimalToMinor('412300.5', 2)).toBe(41_230_050)
    expect(decimalToMinor('-0.05', 2)).toBe(-5)
    expect(decimalToMinor('1.005', 2)).toBeUndefined()
    expect(decimalToMinor('99999999999999999', 2)).toBeUndefined()
    expect(minorToDecimal(-5, 2)).toBe('-0.05')
    expect(minorToDecimal(7, 0)).toBe('7')
  })
})

describe('a time on a screen', () => {
  it('names its zone', () => {
    expect(formatters('en', COPENHAGEN).dateTimeIn('2026-12-03T11:00:00.000Z', COPENHAGEN)).toBe(
      '3 Dec 2026, 12:00 CET',
    )
    expect(formatters('da', COPENHAGEN).dateTimeIn('2026-12-03T11:00:00.000Z', COPENHAGEN)).toContain('12.00')
  })

  it('is exact to the millisecond where it is evidence', () => {
    expect(formatters('en', COPENHAGEN).exactIn('2026-12-03T11:00:00.412Z', COPENHAGEN)).toContain('12:00:00.412')
  })

  it('counts down in whole seconds and never shows nothing left while time remains', () => {
    expect(remaining(101_529_000)).toEqual({ days: 1, clock: '04:12:09', over: false })
    expect(remaining(1)).toEqual({ days: 0, clock: '00:00:01', over: false })
    expect(remaining(0)).toMatchObject({ over: true })
  })
})

describe('a number as it is typed or pasted', () => {
  it.each([
    ['1355', '1355'],
    ['1,355.00', '1355.00'],
    ['1.355,00', '1355.00'],
    [`1${NARROW_SPACE}355,5`, '1355.5'],
    [`1${SPACE}355`, '1355'],
    ['1’355'.replace('’', "'"), '1355'],
    ['0,5', '0.5'],
    ['-12.5', '-12.5'],
    ['1,234,567', '1234567'],
    ['007', '7'],
  ])('%s is %s', (typed, meant) => {
    expect(readDecimal(typed, '.') ?? readDecimal(typed, ',')).toBe(meant)
  })

  it('follows the reader where one separator can mean two things', () => {
    expect(readDecimal('1.355', ',')).toBe('1355')
    expect(readDecimal('1.355', '.')).toBe('1.355')
    expect(readDecimal('1,355', '.')).toBe('1355')
    expect(readDecimal('1,355', ',')).toBe('1.355')
  })

  it.each(['', 'abc', '1.2.3', '1,2,3', '12e3', '1.35.5,0', '--1', '1 DKK'])('%s is none', (typed) => {
    expect(readDecimal(typed, '.')).toBeUndefined()
    expect(readDecimal(typed, ',')).toBeUndefined()
  })
})
