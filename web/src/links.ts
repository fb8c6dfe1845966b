/** Every path of the site. routes.tsx gives each its page; links name them. */
export const paths = {
  home: '/',
  rfqs: '/rfqs',
  newRfq: '/rfqs/new',
  rfq: '/rfqs/$rfqId',
  editRfq: '/rfqs/$rfqId/edit',
  comparison: '/rfqs/$rfqId/comparison',
  award: '/rfqs/$rfqId/award',
  contract: '/rfqs/$rfqId/contract',
  proposeChange: '/rfqs/$rfqId/contract/change',
  approvalRecord: '/rfqs/$rfqId/contract/approval-record',
  organisation: '/organisation',
  approvals: '/organisation/approvals',
  suppliers: '/suppliers',
  tenders: '/tenders',
  tender: '/tenders/$buyerId/$rfqId',
  bid: '/tenders/$buyerId/$rfqId/bid',
  result: '/tenders/$buyerId/$rfqId/result',
  myBids: '/bids',
  welcome: '/welcome',
  signInCallback: '/sign-in/callback',
} as const

interface RfqOf {
  readonly rfqId: string
}
interface TenderOf {
  readonly buyerId: string
  readonly rfqId: string
}
const rfqParams = ({ rfqId }: RfqOf) => ({ rfqId })
const tenderParams = ({ buyerId, rfqId }: TenderOf) => ({ buyerId, rfqId })

/** `<Link {...links.rfq(rfq)}>` and `navigate(links.rfq(rfq))`. */
export const links = {
  home: { to: paths.home },
  rfqs: { to: paths.rfqs },
  newRfq: { to: paths.newRfq },
  rfq: (rfq: RfqOf) => ({ to: paths.rfq, params: rfqParams(rfq) }),
  editRfq: (rfq: RfqOf) => ({ to: paths.editRfq, params: rfqParams(rfq) }),
  comparison: (rfq: RfqOf) => ({ to: paths.comparison, params: rfqParams(rfq) }),
  award: (rfq: RfqOf) => ({ to: paths.award, params: rfqParams(rfq) }),
  contract: (rfq: RfqOf) => ({ to: paths.contract, params: rfqParams(rfq) }),
  proposeChange: (rfq: RfqOf) => ({ to: paths.proposeChange, params: rfqParams(rfq) }),
  /** Of the contract, or of a change of it that was agreed. */
  approvalRecord: (rfq: RfqOf, change?: number) => ({
    to: paths.approvalRecord,
    params: rfqParams(rfq),
    search: change === undefined ? {} : { change: String(change) },
  }),
  organisation: { to: paths.organisation },
  approvals: { to: paths.approvals },
  suppliers: { to: paths.suppliers },
  tenders: { to: paths.tenders },
  tender: (tender: TenderOf) => ({ to: paths.tender, params: tenderParams(tender) }),
  bid: (tender: TenderOf) => ({ to: paths.bid, params: tenderParams(tender) }),
  result: (tender: TenderOf) => ({ to: paths.result, params: tenderParams(tender) }),
  myBids: { to: paths.myBids },
  welcome: { to: paths.welcome },
} as const
