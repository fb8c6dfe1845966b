import { type Bytes, joined } from './bytes.ts'

const LENGTH_BYTES = 4
const STEP = 512
/** 5,000 lines with the longest note each, in any script; what inflates to more is no bid but a bomb. */
const MAX_PLAINTEXT = 9 * 1024 * 1024
/** The largest padded bid that still travels in one request. */
const MAX_CLASS = 1_400_000

/**
 * Bytes of the padded bid, computed from the RFQ: a bid's length tells neither how many lines it prices nor its prices.
 * A bid with so much text that it does not fit goes to the next doubling, which tells only that.
 */
export const lengthClassOf = (lineCount: number): number => STEP * Math.ceil((256 + 14 * lineCount) / STEP)

export const isLengthClassOf = (lengthClass: number, lineCount: number): boolean => {
  let candidate = lengthClassOf(lineCount)
  while (candidate < lengthClass) candidate *= 2
  return candidate === lengthClass && lengthClass <= MAX_CLASS
}

/** Length, data, zeros up to the class, doubled until they fit. */
export const padded = (data: Bytes, lengthClass: number): Bytes => {
  let size = lengthClass
  while (size < data.length + LENGTH_BYTES) size *= 2
  if (size > MAX_CLASS) throw new RangeError('The bid has more text than an envelope holds')
  const whole = new Uint8Array(size)
  new DataView(whole.buffer).setUint32(0, data.length)
  whole.set(data, LENGTH_BYTES)
  return whole
}

/** The data again; nothing where the length is impossible or what follows is not zeros. */
export const unpadded = (whole: Bytes): Bytes | undefined => {
  if (whole.length < LENGTH_BYTES) return undefined
  const length = new DataView(whole.buffer, whole.byteOffset).getUint32(0)
  const end = LENGTH_BYTES + length
  if (end > whole.length || whole.subarray(end).some((byte) => byte !== 0)) return undefined
  return whole.slice(LENGTH_BYTES, end)
}

export const deflated = async (data: Bytes): Promise<Bytes> =>
  new Uint8Array(
    await new Response(new Blob([data]).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer(),
  )

/** Inflates up to `max` bytes; nothing where the data is broken or holds more. */
export const inflated = async (data: Bytes, max = MAX_PLAINTEXT): Promise<Bytes | undefined> => {
  const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      size += read.value.length
      if (size > max) {
        await reader.cancel()
        return undefined
      }
      parts.push(read.value)
    }
  } catch (error) {
    // Streams report data that is not deflate as a TypeError; Node adds a zlib code of its own.
    if (error instanceof TypeError || (error instanceof Error && 'code' in error)) return undefined
    throw error
  }
  return joined(...parts)
}
