import * as z from 'zod'

/** What a request for approval is about: publishing an RFQ, an award, or a change of its contract. */
export const ApprovalSubject = z.enum(['publication', 'award', 'change'])
export type ApprovalSubject = z.infer<typeof ApprovalSubject>

/** What is decided, in parts that are hashed one by one, so that a change asks again only those it concerns. */
export const Section = z.enum(['what', 'price', 'budget', 'delivery', 'risk'])
export type Section = z.infer<typeof Section>

/** What a buyer knows of a supplier from before. */
export const SupplierStanding = z.enum(['new', 'incumbent', 'lowScore'])
export type SupplierStanding = z.infer<typeof SupplierStanding>
