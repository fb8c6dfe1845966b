import type { Signal } from '../domain/events.ts'
import type { Item } from './table.ts'

/** An item carrying a signal is handed by the table stream to the relay, which puts it on the queues. */
export const withSignal = (item: Item, signal: Signal): Item => ({ ...item, signal })
