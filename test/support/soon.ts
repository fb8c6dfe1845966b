/** How long what is about to happen in a browser may take: `expect.poll(…, SOON)`. A busy machine is slow, not wrong. */
export const SOON = { timeout: 20_000 }
