import { setTimeout } from 'node:timers/promises'
import { ConditionalCheckFailedException, DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { type Outcome, ok, type Refusal, refuse } from '../domain/outcome.ts'
import { conditionOf, type When } from './conditions.ts'
import { cursorOf, startOf, startWithin } from './cursors.ts'

export type Key = { pk: string; sk: string }
export type Item = Key & Record<string, unknown>

/** `otherwise` is what to answer when DynamoDB says the condition no longer holds. */
export type Write<E extends Refusal> =
  | { put: Item; when?: When; otherwise?: E }
  | { update: Key; set: Record<string, unknown>; remove?: readonly string[]; when: When; otherwise: E }
  | { check: Key; when: When; otherwise: E }

export type Range = { pk: string; beginsWith?: string; from?: string; to?: string; index?: 'gsi1' | 'gsi2' }
export type PageAsked = { limit: number; cursor?: string | undefined; newestFirst?: boolean }
export type Page = { items: Item[]; next?: string }

export interface Table {
  /** Strongly consistent unless `stale` is given, which costs half and may be a moment old. */
  get(key: Key, options?: { stale: true }): Promise<Item | undefined>
  /** The same of many, one call for up to 100 keys; answers in the order of the keys. */
  getAll(keys: readonly Key[], options?: { stale: true }): Promise<(Item | undefined)[]>
  /** Every item of a range, consistent on the table, eventually consistent on an index. For ranges with a known bound. */
  all(range: Range): Promise<Item[]>
  /** One page of a range; a cursor that is not ours is refused as `invalid_request`. */
  page(range: Range, asked: PageAsked): Promise<Outcome<Page, { code: 'invalid_request'; pointer: string }>>
  /** Puts an immutable fact. A retry of a put that succeeded succeeds: `sameAs` names the attributes that prove it. */
  putOnce<E extends Refusal>(
    item: Item,
    /** `otherwise` may look at the item that is there. */
    or: { sameAs: readonly string[]; otherwise: E | ((kept: Item) => E) },
  ): Promise<Outcome<void, E>>
  /** Changes one item if the condition holds. */
  update<E extends Refusal>(write: Extract<Write<E>, { update: Key }>): Promise<Outcome<void, E>>
  /** All or nothing, at most 100 writes. `token` makes a retry of the same commit one commit (10 minutes). */
  commit<E extends Refusal>(writes: readonly Write<E>[], token?: string): Promise<Outcome<void, E>>
}

const CONFLICT_TRIES = 8

export const dynamoTable = (TableName: string, client: DynamoDBDocumentClient): Table => {
  const put = (item: Item, when: When | undefined) => ({ TableName, Item: item, ...conditionOf(when) })
  const update = (write: Extract<Write<Refusal>, { update: Key }>) => {
    const sets = Object.entries(write.set).filter(([, value]) => value !== undefined)
    const condition = conditionOf(write.when)
    const names = Object.fromEntries(
      [...sets.map(([name]) => name), ...(write.remove ?? [])].map((name, i) => [`#u${i}`, name]),
    )
    const alias = (name: string) => Object.keys(names).find((key) => names[key] === name)
    const expression = [
      sets.length > 0 ? `SET ${sets.map(([name], i) => `${alias(name)} = :u${i}`).join(', ')}` : '',
      write.remove?.length ? `REMOVE ${write.remove.map(alias).join(', ')}` : '',
    ]
    return {
      TableName,
      Key: write.update,
      UpdateExpression: expression.filter(Boolean).join(' '),
      ...condition,
      ExpressionAttributeNames: { ...names, ...condition.ExpressionAttributeNames },
      // DynamoDB refuses an empty map of values.
      ...((sets.length > 0 || condition.ExpressionAttributeValues) && {
        ExpressionAttributeValues: {
          ...Object.fromEntries(sets.map(([, value], i) => [`:u${i}`, value])),
          ...condition.ExpressionAttributeValues,
        },
      }),
    }
  }
  const query = ({ pk, beginsWith, from, to, index }: Range) => {
    const [hash, sort] = index ? [`${index}pk`, `${index}sk`] : ['pk', 'sk']
    const values: Record<string, string> = { ':pk': pk }
    let key = '#pk = :pk'
    if (beginsWith !== undefined) {
      key += ' AND begins_with(#sk, :begins)'
      values[':begins'] = beginsWith
    } else if (from !== undefined || to !== undefined) {
      key += ' AND #sk BETWEEN :from AND :to'
      values[':from'] = from ?? ' '
      values[':to'] = to ?? '\uFFFF'
    }
    const ranged = key !== '#pk = :pk'
    return {
      TableName,
      ...(index ? { IndexName: index } : { ConsistentRead: true }),
      KeyConditionExpression: key,
      ExpressionAttributeNames: { '#pk': hash, ...(ranged && { '#sk': sort }) },
      ExpressionAttributeValues: values,
    }
  }

  return {
    async get(Key, options) {
      const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: options?.stale !== true }))
      return Item as Item | undefined
    },

    async getAll(wanted, options) {
      const ConsistentRead = options?.stale !== true
      const found = new Map<string, Item>()
      let pending: Key[] = [...new Map(wanted.map((key) => [`${key.pk}\n${key.sk}`, key])).values()]
      for (let attempt = 1; pending.length > 0; attempt++) {
        const batch = pending.slice(0, 100)
        const answer = await client.send(
          new BatchGetCommand({ RequestItems: { [TableName]: { Keys: batch, ConsistentRead } } }),
        )
        for (const item of (answer.Responses?.[TableName] ?? []) as Item[]) found.set(`${item.pk}\n${item.sk}`, item)
        const unprocessed = (answer.UnprocessedKeys?.[TableName]?.Keys ?? []) as Key[]
        if (unprocessed.length === batch.length && attempt === CONFLICT_TRIES)
          throw new Error('DynamoDB left all keys unprocessed')
        if (unprocessed.length > 0) await setTimeout(Math.random() * 20 * 2 ** attempt)
        pending = [...unprocessed, ...pending.slice(100)]
      }
      return wanted.map(({ pk, sk }) => found.get(`${pk}\n${sk}`))
    },

    async all(range) {
      const items: Item[] = []
      let start: Record<string, unknown> | undefined
      do {
        const answer = await client.send(
          new QueryCommand({ ...query(range), ...(start && { ExclusiveStartKey: start }) }),
        )
        items.push(...((answer.Items ?? []) as Item[]))
        start = answer.LastEvaluatedKey
      } while (start)
      return items
    },

    async page(range, { limit, cursor, newestFirst }) {
      const start = cursor === undefined ? undefined : startOf(cursor, range)
      const place = start && startWithin(start, range, newestFirst === true)
      if (cursor !== undefined && (start === undefined || place === 'outside'))
        return refuse({ code: 'invalid_request', pointer: '/cursor' })
      const answer = await client.send(
        new QueryCommand({
          ...query(range),
          Limit: limit,
          ScanIndexForward: newestFirst !== true,
          ...(start && place === 'inside' && { ExclusiveStartKey: start }),
        }),
      )
      const next = answer.LastEvaluatedKey && cursorOf(answer.LastEvaluatedKey)
      return ok({ items: (answer.Items ?? []) as Item[], ...(next && { next }) })
    },

    async putOnce(item, { sameAs, otherwise }) {
      try {
        await client.send(new PutCommand({ ...put(item, 'absent'), ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }))
        return ok(undefined)
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error
        if (!error.Item) throw error
        const kept = unmarshall(error.Item) as Item
        if (sameAs.every((name) => kept[name] === item[name])) return ok(undefined)
        return refuse(typeof otherwise === 'function' ? otherwise(kept) : otherwise)
      }
    },

    async update(write) {
      try {
        await client.send(new UpdateCommand(update(write)))
        return ok(undefined)
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error
        return refuse(write.otherwise)
      }
    },

    async commit<E extends Refusal>(writes: readonly Write<E>[], token?: string): Promise<Outcome<void, E>> {
      const TransactItems = writes.map((write) => {
        if ('put' in write) return { Put: put(write.put, write.when) }
        if ('update' in write) return { Update: update(write) }
        const condition = conditionOf(write.when)
        return {
          ConditionCheck: {
            TableName,
            Key: write.check,
            ...condition,
            ConditionExpression: condition.ConditionExpression ?? '',
          },
        }
      })
      for (let attempt = 1; ; attempt++) {
        try {
          await client.send(new TransactWriteCommand({ TransactItems, ...(token && { ClientRequestToken: token }) }))
          return ok(undefined)
        } catch (error) {
          if (!(error instanceof TransactionCanceledException)) throw error
          const codes = error.CancellationReasons?.map(({ Code }) => Code) ?? []
          const failed = writes[codes.indexOf('ConditionalCheckFailed')]
          if (failed?.otherwise) return refuse(failed.otherwise)
          // Two transactions that meet on one item cancel each other; the SDK does not retry that for us.
          const passing = codes.includes('TransactionConflict') || codes.includes('ThrottlingError')
          if (!passing || attempt === CONFLICT_TRIES) throw error
          await setTimeout(Math.random() * 25 * 2 ** attempt)
        }
      }
    },
  }
}

export const connect = (tableName: string): Table =>
  dynamoTable(
    tableName,
    DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 5 }), {
      marshallOptions: { removeUndefinedValues: true },
    }),
  )
