import * as z from 'zod'
import { addressIn } from './mail-addresses.ts'
import { decodedWords, readMime } from './mail-mime.ts'
import { mailPage } from './mail-page.ts'
import { createMailStore, type Filter, type Mail } from './mail-store.ts'
import type { AwsRequest, AwsResponse, Clock } from './types.ts'

const Text = z.strictObject({ Data: z.string(), Charset: z.string().optional() })
const Header = z.strictObject({
  Name: z.string().regex(/^[\x21-\x39\x3b-\x7e]+$/),
  Value: z.string().regex(/^[\x20-\x7e]+$/),
})
/** Within the limits of the SES API, which takes the content as it is for seven-bit text unless told otherwise. */
const Attachment = z
  .strictObject({
    FileName: z
      .string()
      .max(255)
      .regex(/^[^\r\n]+\.[^.\r\n]+$/),
    RawContent: z.base64(),
    ContentType: z
      .string()
      .max(78)
      .regex(/^[\x21-\x7e]+\/[\x20-\x7e]+$/)
      .default('application/octet-stream'),
    ContentDisposition: z.enum(['ATTACHMENT', 'INLINE']).optional(),
    ContentDescription: z.string().max(1000).optional(),
    ContentId: z.string().min(1).max(78).optional(),
    ContentTransferEncoding: z.enum(['BASE64', 'QUOTED_PRINTABLE', 'SEVEN_BIT']).default('SEVEN_BIT'),
  })
  .refine(
    ({ RawContent, ContentTransferEncoding }) =>
      ContentTransferEncoding !== 'SEVEN_BIT' || Buffer.from(RawContent, 'base64').every((byte) => byte < 0x80),
    'The content is not seven-bit text',
  )
const Simple = z.strictObject({
  Subject: Text,
  Body: z.strictObject({ Text: Text.optional(), Html: Text.optional() }),
  Headers: z.array(Header).default([]),
  Attachments: z.array(Attachment).default([]),
})
const Addresses = z.array(z.string()).default([])
const Outbound = z.strictObject({
  FromEmailAddress: z.string().optional(),
  Destination: z.strictObject({ ToAddresses: Addresses, CcAddresses: Addresses, BccAddresses: Addresses }).optional(),
  ReplyToAddresses: Addresses,
  Content: z.union([z.strictObject({ Simple }), z.strictObject({ Raw: z.strictObject({ Data: z.base64() }) })]),
  ConfigurationSetName: z.string().optional(),
  EmailTags: z.array(z.strictObject({ Name: z.string(), Value: z.string() })).default([]),
})
type Outbound = z.output<typeof Outbound>
/** A mail as it was asked for, its addresses still as written. */
type Content = Omit<Mail, 'id' | 'at'>

class BadRequest extends Error {}

const split = (header: string | undefined) =>
  (header ?? '')
    .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((one) => one.trim())
    .filter((one) => one !== '')

const written = (asked: Outbound): Content => {
  const { ToAddresses = [], CcAddresses = [], BccAddresses = [] } = asked.Destination ?? {}
  const to = [...ToAddresses, ...CcAddresses, ...BccAddresses]
  const from = asked.FromEmailAddress ?? ''
  if ('Simple' in asked.Content) {
    const { Subject, Body, Headers, Attachments } = asked.Content.Simple
    if (/[\r\n]/.test(Subject.Data)) throw new BadRequest('The subject has more than one line')
    if (!Body.Text && !Body.Html) throw new BadRequest('The message has no body')
    return {
      from,
      to,
      replyTo: asked.ReplyToAddresses,
      subject: Subject.Data,
      headers: Object.fromEntries(Headers.map(({ Name, Value }) => [Name.toLowerCase(), Value])),
      ...(Body.Text && { text: Body.Text.Data }),
      ...(Body.Html && { html: Body.Html.Data }),
      attachments: Attachments.map((one) => ({ name: one.FileName, type: one.ContentType, base64: one.RawContent })),
    }
  }
  const { headers, ...shown } = readMime(Buffer.from(asked.Content.Raw.Data, 'base64'))
  const inHeaders = ['to', 'cc', 'bcc'].flatMap((name) => split(headers.get(name)))
  return {
    ...shown,
    from: from || (headers.get('from') ?? ''),
    to: to.length > 0 ? to : inHeaders,
    replyTo: split(headers.get('reply-to')),
    subject: decodedWords(headers.get('subject') ?? ''),
    headers: Object.fromEntries(headers),
  }
}

const bare = (text: string): string => {
  const address = addressIn(text)
  if (address === undefined) throw new BadRequest(`"${text}" is not an address SES would take`)
  return address
}

/** What SES would refuse is refused here too, so that no bad address waits for the first real sending. */
const checked = (content: Content, at: string): Omit<Mail, 'id'> => {
  if (content.from === '') throw new BadRequest('Nobody is named as the sender')
  bare(content.from)
  if (content.to.length === 0) throw new BadRequest('The mail has no recipient')
  if (content.to.length > 50) throw new BadRequest('A mail has at most 50 recipients')
  const to = [...new Set(content.to.map(bare))]
  for (const address of content.replyTo) bare(address)
  return { ...content, at, from: decodedWords(content.from), to }
}

const json = (status: number, body: object, headers: Record<string, string> = {}): AwsResponse => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})

const parsed = (body: Buffer): Outbound => {
  try {
    return Outbound.parse(JSON.parse(body.toString()))
  } catch (error) {
    if (error instanceof z.ZodError) throw new BadRequest(z.prettifyError(error))
    if (error instanceof SyntaxError) throw new BadRequest('The body is not JSON')
    throw error
  }
}

/** SES for one machine: every mail is kept, shown on a page, and sent nowhere. */
export const createMail = ({ dataDir, clock }: { readonly dataDir: string; readonly clock: Clock }) => {
  const store = createMailStore(dataDir)
  const handle = async ({ method, url, body }: AwsRequest): Promise<AwsResponse> => {
    if (method !== 'POST' || url.pathname !== '/v2/email/outbound-emails')
      return json(
        501,
        { message: `${method} ${url.pathname} is not done here` },
        { 'x-amzn-errortype': 'NotImplemented' },
      )
    try {
      const mail = store.keep(checked(written(parsed(body)), new Date(clock.now()).toISOString()))
      return json(200, { MessageId: mail.id })
    } catch (error) {
      if (!(error instanceof BadRequest)) throw error
      return json(400, { message: error.message }, { 'x-amzn-errortype': 'BadRequestException' })
    }
  }
  return {
    handle,
    page: async (request: { readonly method: string; readonly url: URL }) => mailPage(store, request, clock.now()),
    /** Newest first. */
    messages: (filter: Filter = {}): readonly Mail[] => store.list(filter).flatMap(({ id }) => store.read(id) ?? []),
    /** A mail of the local cloud's own making: the issuer's sign-in code. */
    deliver: (mail: Pick<Mail, 'from' | 'subject' | 'text'> & { readonly to: readonly string[] }): Mail =>
      store.keep(checked({ ...mail, replyTo: [], headers: {}, attachments: [] }, new Date(clock.now()).toISOString())),
  }
}
