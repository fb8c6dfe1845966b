import { createServer } from 'node:net'

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })

/** The first of three ports in a row that nobody listens on: two runs on one machine do not meet. */
export const freePorts = async (): Promise<number> => {
  for (let port = 30_000 + (process.pid % 2000) * 10; ; port += 3) {
    const free = await Promise.all([port, port + 1, port + 2].map(isFree))
    if (free.every(Boolean)) return port
  }
}
