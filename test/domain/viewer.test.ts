import { describe, expect, it } from 'vitest'
import { viewerOf } from '../../functions/http/viewer.ts'
import { browserOf, networkOf } from '../../shared/domain/viewer.ts'

describe('the network of an address', () => {
  it.each([
    ['198.51.100.7', '198.51.100.0/24'],
    ['198.51.100.255', '198.51.100.0/24'],
    ['::ffff:198.51.100.7', '198.51.100.0/24'],
    ['2001:db8:85a3:8d3:1319:8a2e:370:7348', '2001:db8:85a3::/48'],
    ['2001:0DB8:85A3:0:0:8a2e:370:7348', '2001:db8:85a3::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['2001:db8:0:1::1', '2001:db8:0::/48'],
    ['::1', '0:0:0::/48'],
    ['', 'unknown'],
    ['<script>', 'unknown'],
  ])('%s is in %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})

describe('a browser', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:142.0) Gecko/20100101 Firefox/142.0', 'Firefox 142, Windows'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
      'Safari 18, iOS',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0',
      'Edge 141, Windows',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36',
      'Chrome 141, Android',
    ],
    ['curl/8.9\u0000\n', 'curl/8.9'],
    ['', ''],
  ])('%s', (userAgent, said) => {
    expect(browserOf(userAgent)).toBe(said)
  })
  it('that says much is cut short', () => {
    expect(browserOf('x'.repeat(5_000))).toHaveLength(60)
  })
})

describe('the viewer of a request', () => {
  const from = (forwarded: string | undefined) =>
    viewerOf({
      headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
      requestContext: { http: { sourceIp: '203.0.113.9', userAgent: 'test' } },
    }).address

  it('is the address CloudFront added, whatever the viewer claimed before it', () => {
    expect(from('198.51.100.7, 203.0.113.9')).toBe('198.51.100.7')
    expect(from('1.1.1.1, 2.2.2.2, 198.51.100.7, 203.0.113.9')).toBe('198.51.100.7')
  })
  it('is who called, where nothing was passed on', () => {
    expect(from('203.0.113.9')).toBe('203.0.113.9')
    expect(from('')).toBe('203.0.113.9')
    expect(from(undefined)).toBe('203.0.113.9')
  })
})
