import * as z from 'zod'

/** What approval is asked for. */
export const ApprovalSubject = z.enum(['publication', 'award', 'change'])
export type ApprovalSubject = z.infer<typeof ApprovalSubject>
export const approvalSubjects = ApprovalSubject.options

/** Parts of what is decided; each is hashed, and a role approves those in its scope. */
export const Section = z.enum(['what', 'price', 'budget', 'delivery', 'risk'])
export type Section = z.infer<typeof Section>
export const sections = Section.options

/** What a buyer knows of a supplier from before. */
export const SupplierStanding = z.enum(['new', 'incumbent', 'lowScore'])
export type SupplierStanding = z.infer<typeof SupplierStanding>
