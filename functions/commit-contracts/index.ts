import type { Signal } from '../../shared/domain/events.ts'
import type { Sign } from '../../shared/domain/signature.ts'
import type { Payloads } from '../../shared/store/bids.ts'
import { connect, type Table } from '../../shared/store/table.ts'
import { connectBucket } from '../aws/s3.ts'
import { connectSigner } from '../aws/signing.ts'
import { worker } from '../queue/worker.ts'
import { commitContracts } from './commit-contracts.ts'
import { keepRecord } from './keep-record.ts'

export type Deps = { table: Table; payloads: Payloads; now: () => string }

const isAgreement = ({ name }: Signal): boolean => name === 'contract.committed' || name === 'change.answered'

/** What everyone approved is carried out; that it was, is signed. */
export const carryOut = (deps: Deps & { signer: Sign }) => {
  const [commit, record] = [commitContracts(deps), keepRecord(deps)]
  return (signal: Signal): Promise<void> => (isAgreement(signal) ? record(signal) : commit(signal))
}

export const handler = worker(
  carryOut({
    table: connect(process.env.TABLE_NAME ?? ''),
    payloads: connectBucket(process.env.DOCUMENTS_BUCKET ?? ''),
    signer: connectSigner(process.env.RECORD_KEY_ID ?? ''),
    now: () => new Date().toISOString(),
  }),
)
