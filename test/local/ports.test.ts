import { expect, it } from 'vitest'
import { listen, PortTaken } from '../../infra/local/listen.ts'
import { freePorts } from '../../infra/local/ports.ts'
import { onFreePorts } from '../support/free-ports.ts'

it('gives ports no outgoing connection takes, nobody listens on, and nobody else was given', async () => {
  const first = await freePorts()
  // Where the next would be asked for, somebody listens already.
  const inTheWay = await listen(first + 2)
  const given = [first, ...(await Promise.all(Array.from({ length: 20 }, () => freePorts(3))))]
  await inTheWay.close()
  for (const port of given) expect(port + 2).toBeLessThan(32_768)
  const all = given.flatMap((port, i) => (i === 0 ? [port] : [port, port + 1, port + 2]))
  expect(new Set([...all, first + 2]).size).toBe(62)
})

it('starts elsewhere when a port was taken since it was looked at, and gives up after some tries', async () => {
  const taken = await listen(await freePorts())
  const tried: number[] = []
  const onTheSecond = async (port: number) => {
    tried.push(port)
    return listen(tried.length < 2 ? taken.port : port)
  }
  const door = await onFreePorts(onTheSecond)
  expect(door.port).toBe(tried[1])
  await door.close()
  await expect(onFreePorts(() => listen(taken.port))).rejects.toThrow(PortTaken)
  await taken.close()
})
