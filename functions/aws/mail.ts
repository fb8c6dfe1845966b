import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'

/** `type` with its parameters, as a mail program reads it. */
type Attachment = { name: string; type: string; text: string }
export type Letter = {
  id: string
  to: string
  subject: string
  text: string
  html: string
  attached: readonly Attachment[]
}
export type SendMail = (letter: Letter) => Promise<void>

/** SES takes an attachment for seven-bit text unless told otherwise. */
const file = ({ name, type, text }: Attachment) => ({
  FileName: name,
  ContentType: type,
  ContentTransferEncoding: 'BASE64' as const,
  ContentDisposition: 'ATTACHMENT' as const,
  RawContent: new TextEncoder().encode(text),
})

/** SES knows no idempotency key: the id travels as a header, so that a mailbox can tell a letter sent twice. */
export const sesMail = (from: string, ses = new SESv2Client({})): SendMail => {
  const content = (Data: string) => ({ Data, Charset: 'UTF-8' })
  return async ({ id, to, subject, text, html, attached }) => {
    await ses.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: {
          Simple: {
            Subject: content(subject),
            Body: { Text: content(text), Html: content(html) },
            Headers: [
              { Name: 'X-Sealbid-Letter', Value: id },
              { Name: 'Auto-Submitted', Value: 'auto-generated' },
            ],
            ...(attached.length > 0 && { Attachments: attached.map(file) }),
          },
        },
      }),
    )
  }
}
