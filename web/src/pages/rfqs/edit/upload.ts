import { bytesToHex } from '@noble/hashes/utils.js'
import { ulid } from 'ulid'
import { addAttachment, completeAttachment, MAX_ATTACHMENT_BYTES } from '../../../../../shared/contracts/attachments.ts'
import type { Client } from '../../../api/client.ts'
import { Unreachable } from '../../../api/faults.ts'
import { Refused } from '../../../api/use-api.ts'

const TYPE = /^[a-z0-9.+-]+\/[a-z0-9.+-]+$/

export const isTooLarge = (file: File): boolean => file.size > MAX_ATTACHMENT_BYTES

const sha256Of = async (file: File): Promise<string> =>
  bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())))

interface Sent {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly file: File
  readonly onProgress: (share: number) => void
}

// fetch cannot tell how much of an upload has gone out.
const send = ({ url, headers, file, onProgress }: Sent): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onerror = () => reject(new Unreachable('The upload was interrupted'))
    request.onload = () =>
      request.status < 300 ? resolve() : reject(new Unreachable(`The upload was answered with ${request.status}`))
    request.send(file)
  })

/** Announces a document with its hash, sends exactly those bytes, and says when they are there. */
export const upload = async (call: Client, rfqId: string, file: File, onProgress: (share: number) => void) => {
  const attachmentId = `att_${ulid()}`
  const type = file.type.toLowerCase()
  const body = {
    name: file.name.normalize('NFC').slice(0, 200),
    contentType: TYPE.test(type) ? type : 'application/octet-stream',
    bytes: file.size,
    sha256: await sha256Of(file),
  }
  const announced = await call(addAttachment, { params: { rfqId, attachmentId }, body })
  if (!announced.ok) throw new Refused(announced.refusal)
  await send({ ...announced.value.upload, file, onProgress })
  const completed = await call(completeAttachment, { params: { rfqId, attachmentId } })
  if (!completed.ok) throw new Refused(completed.refusal)
  return completed.value
}
