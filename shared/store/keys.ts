import type { Range } from './table.ts'

/**
 * Every key of the table. Keys start with the tenant. A supplier's participation in an RFQ and its bid versions have a
 * partition of their own, so bidders never contend at the deadline. `gsi1` carries lists and inboxes, `gsi2` the sparse
 * index of RFQs with work under way.
 */
const padded = (n: number, width: number) => String(n).padStart(width, '0')
const rfqPk = (buyerId: string, rfqId: string) => `${buyerId}#${rfqId}`

export const keys = {
  organisation: (orgId: string) => ({ pk: orgId, sk: 'ORGANISATION' }),
  stakeholder: (orgId: string, stakeholderId: string) => ({ pk: orgId, sk: `STAKEHOLDER#${stakeholderId}` }),
  /** Who changed a stakeholder, and to what. */
  stakeholderChanged: (orgId: string, at: string, stakeholderId: string) => ({
    pk: orgId,
    sk: `CHANGED#${at}#${stakeholderId}`,
  }),
  policy: (orgId: string, version: number) => ({ pk: orgId, sk: `POLICY#${padded(version, 6)}` }),
  membership: (email: string) => ({ pk: `MAILBOX#${email}`, sk: 'MEMBERSHIP' }),
  /** That an organisation would have a mailbox's owner: of the mailbox, as its membership is. */
  memberInvitation: (email: string, orgId: string) => ({ pk: `MAILBOX#${email}`, sk: `INVITED_BY#${orgId}` }),
  /** That a supplier has a contract with a buyer, and which. */
  supplied: (buyerId: string, supplierId: string, rfqId: string) => ({
    pk: buyerId,
    sk: `SUPPLIED#${supplierId}#${rfqId}`,
  }),
  score: (buyerId: string, supplierId: string, version: number) => ({
    pk: buyerId,
    sk: `SCORE#${supplierId}#${padded(version, 6)}`,
  }),
  /** What was done with a membership, and by whom. */
  memberChanged: (orgId: string, at: string, email: string) => ({ pk: orgId, sk: `MEMBER_CHANGED#${at}#${email}` }),
  /** The fact that a mailbox was invited, once for each time. */
  memberInvited: (orgId: string, email: string, at: string) => ({ pk: orgId, sk: `INVITED#${email}#${at}` }),

  /** Who decides for a mailbox while its owner is away. */
  absence: (email: string) => ({ pk: `MAILBOX#${email}`, sk: 'ABSENCE' }),

  rfq: (buyerId: string, rfqId: string) => ({ pk: rfqPk(buyerId, rfqId), sk: 'RFQ' }),
  linesPage: (buyerId: string, rfqId: string, page: number) => ({
    pk: rfqPk(buyerId, rfqId),
    sk: `LINES#${padded(page, 3)}`,
  }),
  wrappedKey: (buyerId: string, rfqId: string) => ({ pk: rfqPk(buyerId, rfqId), sk: 'WRAPPED_KEY' }),
  listing: (buyerId: string, rfqId: string) => ({ pk: rfqPk(buyerId, rfqId), sk: 'LISTING' }),
  event: (buyerId: string, rfqId: string, number: number) => ({
    pk: rfqPk(buyerId, rfqId),
    sk: `EVENT#${padded(number, 6)}`,
  }),
  invitation: (buyerId: string, rfqId: string, email: string) => ({
    pk: rfqPk(buyerId, rfqId),
    sk: `INVITATION#${email}`,
  }),
  decline: (buyerId: string, rfqId: string, email: string) => ({ pk: rfqPk(buyerId, rfqId), sk: `DECLINE#${email}` }),
  participation: (buyerId: string, rfqId: string, supplierId: string) => ({
    pk: rfqPk(buyerId, rfqId),
    sk: `PARTICIPATION#${supplierId}`,
  }),
  question: (buyerId: string, rfqId: string, questionId: string) => ({
    pk: rfqPk(buyerId, rfqId),
    sk: `QUESTION#${questionId}`,
  }),
  answer: (buyerId: string, rfqId: string, questionId: string) => ({
    pk: rfqPk(buyerId, rfqId),
    sk: `ANSWER#${questionId}`,
  }),
  attachment: (buyerId: string, rfqId: string, attachmentId: string) => ({
    pk: rfqPk(buyerId, rfqId),
    sk: `ATTACHMENT#${attachmentId}`,
  }),
  openedBid: (buyerId: string, rfqId: string, supplierId: string) => ({
    pk: rfqPk(buyerId, rfqId),
    sk: `OPENED#${supplierId}`,
  }),
  award: (buyerId: string, rfqId: string, number: number) => ({
    pk: rfqPk(buyerId, rfqId),
    sk: `AWARD#${padded(number, 4)}`,
  }),
  change: (buyerId: string, rfqId: string, number: number) => ({
    pk: rfqPk(buyerId, rfqId),
    sk: `CHANGE#${padded(number, 4)}`,
  }),
  approval: (buyerId: string, rfqId: string, subject: string, number: number) => ({
    pk: rfqPk(buyerId, rfqId),
    sk: `APPROVAL#${subject}#${padded(number, 4)}`,
  }),
  /** A request for approval as it was first asked: with its facts it makes the tally again. */
  approvalOpened: (buyerId: string, rfqId: string, subject: string, number: number) => ({
    pk: rfqPk(buyerId, rfqId),
    sk: `ASKED#${subject}#${padded(number, 4)}`,
  }),
  /** A part of a section that was shown, under the hash of the whole section. */
  section: (buyerId: string, rfqId: string, sha256: string, part: number) => ({
    pk: rfqPk(buyerId, rfqId),
    sk: `SECTION#${sha256}#${padded(part, 2)}`,
  }),
  decision: (buyerId: string, rfqId: string, subject: string, number: number, stakeholderId: string, turn: number) => ({
    pk: rfqPk(buyerId, rfqId),
    sk: `DECISION#${subject}#${padded(number, 4)}#${stakeholderId}#${padded(turn, 2)}`,
  }),
  /** A document brought for a veto, numbered, so that there are never more of them than may be. */
  vetoDocument: (buyerId: string, rfqId: string, subject: string, stakeholderId: string, n: number) => ({
    pk: rfqPk(buyerId, rfqId),
    sk: `VETO_DOCUMENT#${subject}#${stakeholderId}#${padded(n, 2)}`,
  }),
  /** What the buyer's people or the clock did on a request, numbered with its decisions. */
  handling: (buyerId: string, rfqId: string, subject: string, number: number, seq: number) => ({
    pk: rfqPk(buyerId, rfqId),
    sk: `HANDLING#${subject}#${padded(number, 4)}#${padded(seq, 6)}`,
  }),
  /** A link sent again to a stakeholder, numbered for the same reason as `codeAsked`. */
  linkAsked: (buyerId: string, rfqId: string, stakeholderId: string, turn: number) => ({
    pk: rfqPk(buyerId, rfqId),
    sk: `REMINDER#${stakeholderId}#${padded(turn, 6)}`,
  }),
  contract: (buyerId: string, rfqId: string) => ({ pk: rfqPk(buyerId, rfqId), sk: 'CONTRACT' }),
  contractLines: (buyerId: string, rfqId: string, awardNumber: number, page: number) => ({
    pk: rfqPk(buyerId, rfqId),
    sk: `CONTRACT_LINES#${padded(awardNumber, 4)}#${padded(page, 3)}`,
  }),

  /** How the contract was approved, signed. */
  annex: (buyerId: string, rfqId: string) => ({ pk: rfqPk(buyerId, rfqId), sk: 'ANNEX' }),
  /** How a change of it was approved, signed. */
  changeAnnex: (buyerId: string, rfqId: string, number: number) => ({
    pk: rfqPk(buyerId, rfqId),
    sk: `ANNEX#${padded(number, 4)}`,
  }),

  bidVersion: (buyerId: string, rfqId: string, supplierId: string, version: number) => ({
    pk: `${rfqPk(buyerId, rfqId)}#${supplierId}`,
    sk: `BID#${padded(version, 4)}`,
  }),

  link: (tokenSha256: string) => ({ pk: `LINK#${tokenSha256}`, sk: 'LINK' }),
  /** A code asked for with a link; numbered, so that the number of asks is known exactly. */
  codeAsked: (tokenSha256: string, turn: number) => ({ pk: `LINK#${tokenSha256}`, sk: `ASKED#${padded(turn, 6)}` }),
  /** That a mailbox was once proved in this browser. */
  knownBrowser: (email: string, browserSha256: string) => ({ pk: `MAILBOX#${email}`, sk: `BROWSER#${browserSha256}` }),
  passkey: (email: string, passkeyId: string) => ({ pk: `MAILBOX#${email}`, sk: `PASSKEY#${passkeyId}` }),
  /** That a challenge was answered: none is answered twice. */
  challengeUsed: (challengeSha256: string) => ({ pk: `CHALLENGE#${challengeSha256}`, sk: 'CHALLENGE' }),
  session: (sessionSha256: string) => ({ pk: `SESSION#${sessionSha256}`, sk: 'SESSION' }),

  /** What one signal caused, written once: mails with their stable ids. */
  intent: (signalId: string) => ({ pk: `INTENT#${signalId}`, sk: 'INTENT' }),
} as const

export const WORK_SHARDS = 4

export const indexes = {
  /** Those who belong to an organisation, and those it has invited. */
  members: (orgId: string, email: string) => ({ gsi1pk: `${orgId}#MEMBERS`, gsi1sk: email }),
  rfqs: (buyerId: string, updatedAt: string) => ({ gsi1pk: `${buyerId}#RFQS`, gsi1sk: updatedAt }),
  openTenders: (closesAt: string, rfqId: string) => ({ gsi1pk: 'OPEN_TENDERS', gsi1sk: `${closesAt}#${rfqId}` }),
  invitations: (email: string, invitedAt: string) => ({ gsi1pk: `MAILBOX#${email}#INVITATIONS`, gsi1sk: invitedAt }),
  participations: (supplierId: string, since: string) => ({ gsi1pk: `${supplierId}#PARTICIPATIONS`, gsi1sk: since }),
  /** What a mailbox is asked to approve. */
  inbox: (email: string, sentAt: string) => ({ gsi1pk: `MAILBOX#${email}#INBOX`, gsi1sk: sentAt }),
  /** The contracts a change of which waits for its supplier. */
  offers: (supplierId: string, since: string) => ({ gsi1pk: `${supplierId}#OFFERS`, gsi1sk: since }),
  /** How long holders of a role take to decide. */
  decisions: (buyerId: string, role: string, decidedAt: string) => ({
    gsi1pk: `${buyerId}#DECISIONS#${role}`,
    gsi1sk: decidedAt,
  }),
  /** When something is next to be looked at for an RFQ; `dueAt` sorts within the shard. */
  work: (rfqId: string, dueAt: string) => ({ gsi2pk: `WORK#${workShard(rfqId)}`, gsi2sk: dueAt }),
  /** When time next does something to a request for approval. */
  approvalTick: (rfqId: string, dueAt: string) => ({ gsi2pk: `APPROVALS#${workShard(rfqId)}`, gsi2sk: dueAt }),
} as const

const inRfq = (beginsWith: string) => (buyerId: string, rfqId: string) => ({ pk: rfqPk(buyerId, rfqId), beginsWith })

/** What is read together: what begins alike in a partition, or one list of an index. */
export const ranges = {
  stakeholders: (orgId: string) => ({ pk: orgId, beginsWith: 'STAKEHOLDER#' }),
  supplied: (buyerId: string) => ({ pk: buyerId, beginsWith: 'SUPPLIED#' }),
  suppliedBy: (buyerId: string, supplierId: string) => ({ pk: buyerId, beginsWith: `SUPPLIED#${supplierId}#` }),
  scoresOf: (buyerId: string, supplierId: string) => ({ pk: buyerId, beginsWith: `SCORE#${supplierId}#` }),
  memberChanges: (orgId: string) => ({ pk: orgId, beginsWith: 'MEMBER_CHANGED#' }),
  stakeholderChanges: (orgId: string) => ({ pk: orgId, beginsWith: 'CHANGED#' }),
  memberInvitationsTo: (email: string) => ({ pk: keys.membership(email).pk, beginsWith: 'INVITED_BY#' }),
  policies: (orgId: string) => ({ pk: orgId, beginsWith: 'POLICY#' }),
  members: (orgId: string) => ({ pk: indexes.members(orgId, '').gsi1pk, index: 'gsi1' }),

  decisionsBy: (buyerId: string, role: string) => ({ pk: indexes.decisions(buyerId, role, '').gsi1pk, index: 'gsi1' }),

  rfqs: (buyerId: string) => ({ pk: indexes.rfqs(buyerId, '').gsi1pk, index: 'gsi1' }),
  rfqFile: (buyerId: string, rfqId: string) => ({ pk: rfqPk(buyerId, rfqId) }),
  events: inRfq('EVENT#'),
  eventsUpTo: (buyerId: string, rfqId: string, number: number) => ({
    pk: rfqPk(buyerId, rfqId),
    from: keys.event(buyerId, rfqId, 0).sk,
    to: keys.event(buyerId, rfqId, number).sk,
  }),
  invitations: inRfq('INVITATION#'),
  declines: inRfq('DECLINE#'),
  participations: inRfq('PARTICIPATION#'),
  questions: inRfq('QUESTION#'),
  answers: inRfq('ANSWER#'),
  attachments: inRfq('ATTACHMENT#'),
  openedBids: inRfq('OPENED#'),
  awards: inRfq('AWARD#'),
  changes: inRfq('CHANGE#'),
  approvals: (buyerId: string, rfqId: string, subject: string) => ({
    pk: rfqPk(buyerId, rfqId),
    beginsWith: `APPROVAL#${subject}#`,
  }),
  decisions: inRfq('DECISION#'),
  decisionsOn: (buyerId: string, rfqId: string, subject: string, number: number) => ({
    pk: rfqPk(buyerId, rfqId),
    beginsWith: `DECISION#${subject}#${padded(number, 4)}#`,
  }),
  vetoDocuments: (buyerId: string, rfqId: string, subject: string, stakeholderId: string) => ({
    pk: rfqPk(buyerId, rfqId),
    beginsWith: `VETO_DOCUMENT#${subject}#${stakeholderId}#`,
  }),
  handlings: inRfq('HANDLING#'),
  handlingsOn: (buyerId: string, rfqId: string, subject: string, number: number) => ({
    pk: rfqPk(buyerId, rfqId),
    beginsWith: `HANDLING#${subject}#${padded(number, 4)}#`,
  }),
  linksAsked: inRfq('REMINDER#'),
  linksAskedFor: (buyerId: string, rfqId: string, stakeholderId: string) => ({
    pk: rfqPk(buyerId, rfqId),
    beginsWith: `REMINDER#${stakeholderId}#`,
  }),

  bidVersions: (buyerId: string, rfqId: string, supplierId: string) => ({
    pk: `${rfqPk(buyerId, rfqId)}#${supplierId}`,
    beginsWith: 'BID#',
  }),

  /** `~` sorts after every id: what closes at this very instant is closed. */
  openTenders: (now: string) => ({ pk: indexes.openTenders('', '').gsi1pk, index: 'gsi1', from: `${now}~` }),
  invitationsTo: (email: string) => ({ pk: indexes.invitations(email, '').gsi1pk, index: 'gsi1' }),
  inboxOf: (email: string) => ({ pk: indexes.inbox(email, '').gsi1pk, index: 'gsi1' }),
  participationsOf: (supplierId: string) => ({ pk: indexes.participations(supplierId, '').gsi1pk, index: 'gsi1' }),

  offersTo: (supplierId: string) => ({ pk: indexes.offers(supplierId, '').gsi1pk, index: 'gsi1' }),

  codesAsked: (tokenSha256: string) => ({ pk: keys.link(tokenSha256).pk, beginsWith: 'ASKED#' }),

  passkeys: (email: string) => ({ pk: keys.passkey(email, '').pk, beginsWith: 'PASSKEY#' }),

  dueWork: (shard: number, now: string) => ({ pk: `WORK#${shard}`, index: 'gsi2', to: now }),
  dueApprovals: (shard: number, now: string) => ({ pk: `APPROVALS#${shard}`, index: 'gsi2', to: now }),
} as const satisfies Record<string, (...key: never[]) => Range>

const workShard = (rfqId: string): number => rfqId.charCodeAt(rfqId.length - 1) % WORK_SHARDS
