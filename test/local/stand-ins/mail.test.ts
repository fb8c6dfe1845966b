import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Attachment,
  GetAccountCommand,
  SESv2Client,
  SendEmailCommand,
  type SendEmailCommandInput,
} from '@aws-sdk/client-sesv2'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMail } from '../../../infra/local/stand-ins/mail.ts'
import { serve } from './serve.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'sealbid-mail-'))
const NOON = '2026-12-03T11:00:00.000Z'
const create = (folder = dataDir) => createMail({ dataDir: folder, clock: { now: () => Date.parse(NOON) } })
let mail = create()
let server: Awaited<ReturnType<typeof serve>>
let ses: SESv2Client
beforeAll(async () => {
  server = await serve('ses', (request) => mail.handle(request))
  const credentials = { accessKeyId: 'Notify', secretAccessKey: 'x' }
  ses = new SESv2Client({ endpoint: server.url, region: 'eu-central-1', credentials, maxAttempts: 1 })
})
afterAll(async () => {
  await server.stop()
  rmSync(dataDir, { recursive: true })
})

const simple = (to: string[], subject = 'Udbud: 35 arbejdspladser', more: Partial<SendEmailCommandInput> = {}) =>
  new SendEmailCommand({
    FromEmailAddress: 'sealbid <no-reply@sealbid.example>',
    Destination: { ToAddresses: to },
    ReplyToAddresses: ['buyer@strandby.example'],
    Content: {
      Simple: {
        Subject: { Data: subject },
        Body: {
          Text: { Data: 'Se http://127.0.0.1:4130/rfqs/rfq_1?as=supplier#t=abc.\nÆrlig talt' },
          Html: { Data: '<p>Læs <a href="http://127.0.0.1:4130/">her</a><script>parent.x = 1</script></p>' },
        },
        Headers: [{ Name: 'List-Unsubscribe', Value: '<mailto:stop@sealbid.example>' }],
      },
    },
    ...more,
  })
const calendar = 'text/calendar; charset=utf-8; method=PUBLISH'
const withFile = (over: Partial<Attachment>, text = 'BEGIN:VCALENDAR') => {
  const command = simple(['frida@nordkontor.example'])
  const RawContent = new TextEncoder().encode(text)
  const Attachments = [{ FileName: 'decide-by.ics', ContentType: calendar, RawContent, ...over }]
  const Simple = command.input.Content?.Simple
  if (!Simple) throw new Error('The mail is not a simple one')
  return new SendEmailCommand({ ...command.input, Content: { Simple: { ...Simple, Attachments } } })
}
const raw = (lines: string[]) => new SendEmailCommand({ Content: { Raw: { Data: Buffer.from(lines.join('\r\n')) } } })
const page = async (path: string) => {
  const { status, headers, body } = await mail.page({ method: 'GET', url: new URL(path, 'http://127.0.0.1') })
  return { status, headers, body: body.toString() }
}
const data = async (query: string) => JSON.parse((await page(`/mail${query}`)).body)

describe('a mail', () => {
  it('is kept for each of its recipients, newest first', async () => {
    const first = await ses.send(simple(['Anna@nordkontor.example', 'bo@deltadata.example'], 'First'))
    await ses.send(simple(['"Anna, who sells" <anna@nordkontor.example>'], 'Second'))
    const mails = await data('?to=anna@NORDKONTOR.example')
    expect(mails).toMatchObject([
      { subject: 'Second', to: ['anna@nordkontor.example'] },
      {
        id: first.MessageId,
        subject: 'First',
        to: ['anna@nordkontor.example', 'bo@deltadata.example'],
        at: NOON,
        text: expect.stringContaining('Ærlig talt'),
        html: expect.stringContaining('Læs'),
        replyTo: ['buyer@strandby.example'],
        headers: { 'list-unsubscribe': '<mailto:stop@sealbid.example>' },
      },
    ])
    expect(await data(`?to=anna@nordkontor.example&after=${first.MessageId}`)).toMatchObject([{ subject: 'Second' }])
    expect(await data('?to=bo@deltadata.example')).toHaveLength(1)
    expect(await data('?to=nobody@deltadata.example')).toEqual([])
    expect(mail.messages({ to: 'bo@deltadata.example' })).toMatchObject([{ subject: 'First' }])
  })

  it('is read from its raw form, nested parts, encodings and attachments included', async () => {
    await ses.send(
      raw([
        'From: =?utf-8?Q?Strandby_Kommune_=C3=A6?= <no-reply@sealbid.example>',
        'To: carla@hansen.example,',
        ' "Dan, D." <dan@hansen.example>',
        'Subject: =?utf-8?B?S29udHJha3Q=?= =?utf-8?Q?_nr._1_=C3=B8?=',
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary="outer"',
        '',
        '--outer',
        'Content-Type: multipart/alternative; boundary=inner',
        '',
        '--inner',
        'Content-Type: text/plain; charset=iso-8859-1',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        'Tillykke p=E5 =',
        'gensyn',
        '--inner',
        'Content-Type: text/html; charset=utf-8',
        'Content-Transfer-Encoding: base64',
        '',
        Buffer.from('<p>på gensyn</p>').toString('base64'),
        '--inner--',
        '--outer',
        'Content-Type: application/xml; name="order.xml"',
        'Content-Disposition: attachment; filename="order.xml"',
        'Content-Transfer-Encoding: base64',
        '',
        Buffer.from('<Order/>').toString('base64'),
        '--outer--',
        '',
      ]),
    )
    const [read] = mail.messages({ to: 'dan@hansen.example' })
    expect(read).toMatchObject({
      from: 'Strandby Kommune æ <no-reply@sealbid.example>',
      to: ['carla@hansen.example', 'dan@hansen.example'],
      subject: 'Kontrakt nr. 1 ø',
      text: 'Tillykke på gensyn',
      html: '<p>på gensyn</p>',
      attachments: [{ name: 'order.xml', type: 'application/xml' }],
    })
    const download = await page(`/mailbox/${read?.id}/attachments/0`)
    expect(download.body).toBe('<Order/>')
    expect(download.headers['content-disposition']).toContain('attachment')
  })

  it('carries a file, which its page hands out as what it is', async () => {
    const file = 'BEGIN:VCALENDAR\r\nSUMMARY:Ærlig talt\r\n'
    const { MessageId } = await ses.send(withFile({ ContentTransferEncoding: 'BASE64' }, file))
    const [read] = await data('?to=frida@nordkontor.example')
    expect(read.attachments).toEqual([{ name: 'decide-by.ics', type: calendar }])
    expect((await page(`/mailbox/${MessageId}`)).body).toContain(`/mailbox/${MessageId}/attachments/0`)
    const download = await page(`/mailbox/${MessageId}/attachments/0`)
    expect(download.body).toBe(file)
    expect(download.headers).toMatchObject({
      'content-type': calendar,
      'content-disposition': expect.stringContaining('decide-by.ics'),
    })
  })

  it.each<[string, SendEmailCommand]>([
    ['a file that is not the seven-bit text it is taken for', withFile({}, 'Ærlig talt')],
    ['a file without an ending', withFile({ FileName: 'calendar' })],
    ['a file of a type longer than 78 characters', withFile({ ContentType: `text/${'x'.repeat(74)}` })],
    ['no recipient', simple([])],
    ['an address without a host', simple(['anna'])],
    ['an address with a space', simple(['anna @nordkontor.example'])],
    ['an address beyond ASCII', simple(['ånna@nordkontor.example'])],
    ['a name beyond ASCII', simple(['Ånna <anna@nordkontor.example>'])],
    ['a header smuggled into an address', simple(['anna@nordkontor.example\r\nBcc: x@y.example'])],
    ['a header smuggled into the subject', simple(['anna@nordkontor.example'], 'Hello\r\nBcc: x@y.example')],
    ['no sender', simple(['anna@nordkontor.example'], 'Hello', { FromEmailAddress: '' })],
    ['51 recipients', simple(Array.from({ length: 51 }, (_, i) => `p${i}@nordkontor.example`))],
    ['a template', simple(['a@b.example'], 'x', { Content: { Template: { TemplateName: 't', TemplateData: '{}' } } })],
  ])('is refused with %s', async (_, command) => {
    const before = mail.messages().length
    await expect(ses.send(command)).rejects.toMatchObject({ name: 'BadRequestException' })
    expect(mail.messages()).toHaveLength(before)
  })

  it('is all the service does', async () => {
    await expect(ses.send(new GetAccountCommand({}))).rejects.toMatchObject({ $metadata: { httpStatusCode: 501 } })
  })
})

describe('the mailbox', () => {
  it('survives a kill between a mail and its line in the index', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sealbid-mail-'))
    const send = (subject: string) =>
      create(folder).deliver({ from: 'no-reply@sealbid.example', to: ['anna@nordkontor.example'], subject, text: 'x' })
    send('One')
    const two = send('Two')
    const index = join(folder, 'mail/index.jsonl')
    writeFileSync(index, readFileSync(index, 'utf8').split('\n').slice(0, 1).join(''))
    appendFileSync(index, '\n{"id":"mail_000000')
    expect(
      create(folder)
        .messages()
        .map(({ subject }) => subject),
    ).toEqual(['Two', 'One'])
    expect(send('Three').id > two.id).toBe(true)
    expect(
      create(folder)
        .messages()
        .map(({ subject }) => subject),
    ).toEqual(['Three', 'Two', 'One'])
    rmSync(folder, { recursive: true })
  })

  it('shows a page at a time', async () => {
    for (let i = 0; i < 60; i += 1)
      mail.deliver({ from: 'a@sealbid.example', to: ['many@nordkontor.example'], subject: `Number ${i}`, text: '' })
    const first = (await page('/mailbox?to=many@nordkontor.example')).body
    expect(first).toContain('Number 59')
    expect(first).not.toContain('Number 9<')
    const older = /href="([^"]+before=[^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect((await page(older)).body).toContain('Number 9<')
    expect(await data('?to=many@nordkontor.example&limit=1000')).toHaveLength(60)
    expect(await data('?to=many@nordkontor.example&limit=2')).toMatchObject([
      { subject: 'Number 59' },
      { subject: 'Number 58' },
    ])
  })

  it('shows text as text, links as links, and HTML in a frame that runs nothing', async () => {
    const { MessageId } = await ses.send(simple(['eva@nordkontor.example'], '<img src=x onerror=alert(1)>'))
    const { body, headers } = await page(`/mailbox/${MessageId}?to=eva@nordkontor.example`)
    expect(body).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(body).not.toContain('<img src=x')
    expect(body).toContain('href="http://127.0.0.1:4130/rfqs/rfq_1?as=supplier#t=abc" target="_blank"')
    expect(body).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    const framed = await page(`/mailbox/${MessageId}/html`)
    expect(framed.headers['content-security-policy']).toMatch(/sandbox(?!.*allow-scripts)/)
  })

  it('has no page for what is not there', async () => {
    for (const path of [
      '/mailbox/mail_99999999',
      '/mailbox/..%2f..%2fetc',
      '/elsewhere',
      '/mail/mail_99999999',
      '/mailbox/mail_00000001/attachments/0',
    ])
      expect((await page(path)).status).toBe(404)
    expect(await page('/')).toMatchObject({ status: 302, headers: { location: '/mailbox' } })
    expect((await mail.page({ method: 'POST', url: new URL('http://127.0.0.1/mailbox') })).status).toBe(405)
    mail = create()
    expect((await data('?limit=1')).length).toBe(1)
  })
})
