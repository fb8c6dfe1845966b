import { meetingRooms } from '../../infra/local/demo/documents.ts'
import * as organisations from '../../shared/contracts/organisations.ts'
import { sha256Hex } from '../../shared/domain/canonical.ts'
import { approverLink } from '../support/mailbox.ts'
import type { TestStack } from '../support/stack.ts'
import { aProposedAward } from '../support/stories.ts'
import type { Knowledge } from './requests.ts'

/** A small world to fuzz in: an RFQ in evaluation with a proposed award, its people's tokens, an approver's link. */
export const knowledgeOf = async (stack: TestStack): Promise<Knowledge> => {
  const { buyer, suppliers, ids, supplierIds, stakeholderIds, approvers } = await aProposedAward(stack)
  const bearer = async (email: string) => `Bearer ${await stack.tokenFor(email)}`
  const buying = [await bearer(buyer.email)]
  const supplying = await Promise.all(suppliers.map(({ email }) => bearer(email)))
  const nobody = await bearer('nobody@fuzz.example')
  const { link, session } = await approverLink(stack, approvers[0] ?? '')
  const me = await buyer.must(organisations.getMe)
  return {
    ids: {
      rfqId: [ids.rfqId],
      buyerId: [ids.buyerId],
      orgId: [ids.buyerId],
      supplierId: supplierIds,
      stakeholderId: stakeholderIds,
      vetoerId: stakeholderIds,
      email: [me.value.email],
      awardNumber: ['1'],
      sha256: [sha256Hex(meetingRooms.text)],
      turn: ['1', '2'],
      version: ['1', '2', '3'],
    },
    authorizations: {
      public: [],
      person: [...buying, ...supplying, nobody],
      member: [...buying, ...supplying],
      buyer: buying,
      supplier: supplying,
      link: [`Link ${link}`],
      session: [`Session ${session}`],
      odd: ['Bearer x', 'Link y', ''],
    },
  }
}
