import * as attachments from '../../../shared/contracts/attachments.ts'
import { sha256Hex } from '../../../shared/domain/canonical.ts'
import type { Rfq } from '../../../shared/domain/rfq.ts'
import { type DemoPerson, newId } from './actors.ts'

/** What the meeting rooms are like: text, so that it opens anywhere. */
export const meetingRooms = {
  name: 'Meeting rooms and their walls.csv',
  contentType: 'text/csv',
  text: [
    'Room;Floor;Seats;Wall;Socket by the wall;Free for mounting',
    'Havnen;0;24;brick;yes;Mondays from 15:00',
    'Klitten;0;12;plasterboard;yes;any day before 9:00',
    'Fyret;1;16;plasterboard;no;Fridays',
    'Ternen;1;8;plasterboard;yes;any day before 9:00',
    'Lyngen;1;10;brick;yes;Tuesdays from 15:00',
    'Mågen;1;8;plasterboard;yes;any day before 9:00',
    'Brinken;2;20;concrete;yes;Wednesdays from 14:00',
    'Sandet;2;6;plasterboard;no;any day before 9:00',
    'Tangen;2;6;plasterboard;yes;any day before 9:00',
    'Rev;2;14;concrete;yes;Fridays',
    'Byrådssalen;2;60;oak panel on brick;yes;only with the caretaker',
    '',
  ].join('\r\n'),
}

/** Puts a document on an RFQ as the browser does: announced, uploaded where that leads to, and said to be there. */
export const attach = async (
  buyer: DemoPerson,
  { rfqId }: Rfq,
  { name, contentType, text }: typeof meetingRooms,
): Promise<void> => {
  const bytes = new TextEncoder().encode(text)
  const params = { rfqId, attachmentId: newId('att') }
  const body = { name, contentType, bytes: bytes.length, sha256: sha256Hex(bytes) }
  const { upload } = (await buyer.must(attachments.addAttachment, { params, body })).value
  const stored = await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: bytes })
  if (!stored.ok) throw new Error(`${name} could not be stored: ${stored.status}`)
  await buyer.must(attachments.completeAttachment, { params })
}
