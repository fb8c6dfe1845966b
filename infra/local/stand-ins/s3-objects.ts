import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readIfThere, writeAtomically } from './files.ts'

export type Version = {
  readonly versionId: string
  /** A delete marker has no bytes; it only says that from here on there is no object. */
  readonly deleted?: true
  readonly size: number
  readonly etag: string
  readonly modifiedAt: number
  readonly retainUntil?: number
  /** Sent back as they came: content-type, x-amz-meta-… */
  readonly headers: Readonly<Record<string, string>>
  readonly checksums: Readonly<Record<string, string>>
}

type Entry = { readonly key: string; readonly versions: readonly Version[] }

/**
 * Objects as files. Bytes are written first under a name of their own; the small index file, replaced in one step,
 * makes them the object. Looking at the index and replacing it happen in one turn, so conditions hold under any race.
 */
export const createObjects = (dataDir: string) => {
  const folder = (bucket: string, key: string) => {
    const name = createHash('sha256').update(key).digest('hex')
    return join(dataDir, 's3', bucket, name.slice(0, 2), name)
  }
  const indexOf = (bucket: string, key: string) => join(folder(bucket, key), 'index.json')
  const versions = (bucket: string, key: string): readonly Version[] => {
    const index = readIfThere(indexOf(bucket, key))
    return index ? (JSON.parse(index.toString()) as Entry).versions : []
  }
  const save = (bucket: string, key: string, kept: readonly Version[]) =>
    writeAtomically(indexOf(bucket, key), JSON.stringify({ key, versions: kept } satisfies Entry))
  const bytesOf = (bucket: string, key: string, { versionId }: Version) => join(folder(bucket, key), versionId)

  /** The version asked for, or the latest; nothing where there is none. */
  const find = (bucket: string, key: string, versionId?: string): Version | undefined => {
    const all = versions(bucket, key)
    return versionId === undefined ? all[0] : all.find((one) => one.versionId === versionId)
  }

  const read = (bucket: string, key: string, version: Version): Buffer => readFileSync(bytesOf(bucket, key, version))

  /** Keeps a new latest version. With `onlyIfAbsent` it gives nothing when there is an object already. */
  const put = async (
    bucket: string,
    key: string,
    bytes: Buffer,
    about: Pick<Version, 'modifiedAt' | 'headers' | 'checksums'> & { readonly retainUntil?: number },
    { versioned = false, onlyIfAbsent = false },
  ): Promise<Version | undefined> => {
    const etag = `"${createHash('md5').update(bytes).digest('hex')}"`
    const version: Version = { versionId: randomUUID().replaceAll('-', ''), size: bytes.length, etag, ...about }
    mkdirSync(folder(bucket, key), { recursive: true })
    await writeFile(bytesOf(bucket, key, version), bytes, { flag: 'wx' })

    const before = versions(bucket, key)
    const taken = onlyIfAbsent && before[0] !== undefined && !before[0].deleted
    if (!taken) save(bucket, key, versioned ? [version, ...before] : [version])
    for (const gone of taken ? [version] : versioned ? [] : before) rmSync(bytesOf(bucket, key, gone), { force: true })
    return taken ? undefined : version
  }

  /** Removes one version for good. */
  const remove = (bucket: string, key: string, version: Version): void => {
    save(
      bucket,
      key,
      versions(bucket, key).filter(({ versionId }) => versionId !== version.versionId),
    )
    rmSync(bytesOf(bucket, key, version), { force: true })
  }

  /** Says that there is no object from now on; what there was stays. */
  const mark = (bucket: string, key: string, modifiedAt: number): Version => {
    const versionId = randomUUID().replaceAll('-', '')
    const marker: Version = { versionId, deleted: true, size: 0, etag: '', modifiedAt, headers: {}, checksums: {} }
    save(bucket, key, [marker, ...versions(bucket, key)])
    return marker
  }
  return { find, read, put, remove, mark }
}
