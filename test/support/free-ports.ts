import { PortTaken } from '../../infra/local/listen.ts'
import { freePorts } from '../../infra/local/ports.ts'

const MOST_TRIES = 5

/** Starts what needs three ports in a row; when one was taken since it was looked at, on three others. */
export const onFreePorts = async <T>(start: (port: number) => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await start(await freePorts(3))
    } catch (error) {
      if (!(error instanceof PortTaken) || tries === MOST_TRIES) throw error
    }
  }
}
