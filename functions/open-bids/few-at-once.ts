/** Runs a few at a time, so that many bids neither wait for one another nor exhaust memory; answers in order. */
export const fewAtOnce = async <T, R>(
  items: readonly T[],
  atOnce: number,
  run: (item: T) => Promise<R>,
): Promise<R[]> => {
  const results = new Array<R>(items.length)
  const waiting = items.entries()
  const runner = async () => {
    for (const [i, item] of waiting) results[i] = await run(item)
  }
  await Promise.all(Array.from({ length: atOnce }, runner))
  return results
}
