import type { Payloads } from '../../shared/store/bids.ts'
import { connect, type Table } from '../../shared/store/table.ts'
import { kmsMac, type Mac } from '../aws/mac.ts'
import { type SendMail, sesMail } from '../aws/mail.ts'
import { connectBucket } from '../aws/s3.ts'
import { worker } from '../queue/worker.ts'
import { notify } from './notify.ts'

export type Deps = {
  table: Table
  payloads: Payloads
  mac: Mac
  send: SendMail
  site: string
  from: string
  now: () => string
}

const { TABLE_NAME = '', DOCUMENTS_BUCKET = '', LINK_KEY_ID = '', MAIL_FROM = '', SITE_URL = '' } = process.env

export const handler = worker(
  notify({
    table: connect(TABLE_NAME),
    payloads: connectBucket(DOCUMENTS_BUCKET),
    mac: kmsMac(LINK_KEY_ID),
    send: sesMail(MAIL_FROM),
    site: SITE_URL,
    from: MAIL_FROM,
    now: () => new Date().toISOString(),
  }),
)
