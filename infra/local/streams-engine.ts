import * as z from 'zod'

const Attribute = z.record(z.string(), z.unknown())
const Image = z.record(z.string(), Attribute)
const Record = z.looseObject({
  dynamodb: z.looseObject({
    ApproximateCreationDateTime: z.number(),
    SequenceNumber: z.string(),
    Keys: Image,
    NewImage: Image.optional(),
    OldImage: Image.optional(),
  }),
})
const Streams = z.object({ Streams: z.array(z.object({ StreamArn: z.string() })) })
const Description = z.object({
  StreamDescription: z.looseObject({ Shards: z.array(z.looseObject({ ShardId: z.string() })) }),
})
const Iterator = z.object({ ShardIterator: z.string() })
const Records = z.object({ Records: z.array(Record), NextShardIterator: z.string().optional() })

export type StreamRecord = z.infer<typeof Record>
type From =
  | { ShardIteratorType: 'TRIM_HORIZON' }
  | { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER'; SequenceNumber: string }

/** The engine’s streams in plain JSON: as it is what Lambda receives, nothing has to be turned back. */
export const openStreams = (engine: string) => {
  const call = async (operation: string, input: object): Promise<unknown> => {
    const response = await fetch(engine, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDBStreams_20120810.${operation}`,
        authorization:
          'AWS4-HMAC-SHA256 Credential=RUNNER/20260101/eu-central-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
      },
      body: JSON.stringify(input),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${operation}: ${text}`)
    return JSON.parse(text)
  }
  return {
    find: async (TableName: string): Promise<string> => {
      const newest = Streams.parse(await call('ListStreams', { TableName })).Streams.at(-1)
      if (!newest) throw new Error(`Table ${TableName} has no stream`)
      return newest.StreamArn
    },
    shards: async (StreamArn: string): Promise<string[]> =>
      Description.parse(await call('DescribeStream', { StreamArn })).StreamDescription.Shards.map(
        ({ ShardId }) => ShardId,
      ),
    iterator: async (input: From & { StreamArn: string; ShardId: string }): Promise<string | undefined> =>
      Iterator.parse(await call('GetShardIterator', input)).ShardIterator,
    records: async (ShardIterator: string, Limit: number) => {
      const { Records: found, NextShardIterator: next } = Records.parse(
        await call('GetRecords', { ShardIterator, Limit }),
      )
      return { records: found.map(whole), next }
    },
  }
}

const whole = (record: StreamRecord): StreamRecord => {
  const { Keys, NewImage, OldImage, ...rest } = record.dynamodb
  return {
    ...record,
    dynamodb: {
      ...rest,
      Keys: restored(Keys),
      ...(NewImage && { NewImage: restored(NewImage) }),
      ...(OldImage && { OldImage: restored(OldImage) }),
    },
  }
}

const restored = (image: z.infer<typeof Image>): z.infer<typeof Image> =>
  Object.fromEntries(Object.entries(image).map(([name, value]) => [name, restoredValue(value)]))

/** The engine drops the type of an empty map; AWS says `{ "M": {} }`. */
const restoredValue = (value: z.infer<typeof Attribute>): z.infer<typeof Attribute> => {
  if (Object.keys(value).length === 0) return { M: {} }
  if (value.M !== undefined) return { M: restored(Image.parse(value.M)) }
  if (Array.isArray(value.L)) return { L: z.array(Attribute).parse(value.L).map(restoredValue) }
  return value
}
