import { notFound } from '@tanstack/react-router'
import { OrgId, RfqId } from '../../../shared/domain/ids.ts'

/** An address with something in the place of an id that is none leads nowhere: nobody has to be asked. */
export const onlyIds = ({ params }: { params: { rfqId?: string; buyerId?: string } }) => {
  const { rfqId, buyerId } = params
  const isWrong = (id: string | undefined, kind: typeof RfqId | typeof OrgId) =>
    id !== undefined && !kind.safeParse(id).success
  if (isWrong(rfqId, RfqId) || isWrong(buyerId, OrgId)) throw notFound()
}
