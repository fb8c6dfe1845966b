import { Quantity } from '../../domain/money.ts'

/** The date of an xsd:date, which may carry a time zone. */
export const dateOf = (text: string): string | undefined => {
  const date = /^(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?$/.exec(text.trim())?.[1]
  return date !== undefined && !Number.isNaN(Date.parse(date)) ? date : undefined
}

/** A quantity as we write it: no sign, no leading or superfluous zeros; undefined where it is none. */
export const quantityOf = (text: string): string | undefined => {
  const [, whole = '', decimals = ''] = /^\+?(\d{1,20})(?:\.(\d{0,20}))?$/.exec(text.trim()) ?? []
  if (whole === '') return undefined
  const exact = decimals.replace(/0+$/, '')
  const quantity = `${whole.replace(/^0+(?=\d)/, '')}${exact === '' ? '' : `.${exact}`}`
  return Quantity.safeParse(quantity).success ? quantity : undefined
}

const offsetMs = (instant: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value)
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - instant
}

/** The last minute of a day as its people live it. */
export const endOfDay = (date: string, timeZone: string): string => {
  const asIfUtc = Date.parse(`${date}T23:59:00.000Z`)
  const near = asIfUtc - offsetMs(asIfUtc, timeZone)
  return new Date(asIfUtc - offsetMs(near, timeZone)).toISOString()
}
