import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'

export type Letter = { id: string; to: string; subject: string; text: string; html: string }
export type SendMail = (letter: Letter) => Promise<void>

/** SES knows no idempotency key: the id travels as a header, so that a mailbox can tell a letter sent twice. */
export const sesMail = (from: string, ses = new SESv2Client({})): SendMail => {
  const content = (Data: string) => ({ Data, Charset: 'UTF-8' })
  return async ({ id, to, subject, text, html }) => {
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
          },
        },
      }),
    )
  }
}
