import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda'
import { Email, lineOf } from '../../shared/domain/text.ts'
import { loadMembership, loadOrganisation } from '../../shared/store/organisations.ts'
import type { Table } from '../../shared/store/table.ts'

/** A mailbox counts only when its sign-in proved it, and when it is one that everything else can read. */
const provenMailbox = ({ request }: PreTokenGenerationV2TriggerEvent): string => {
  const { email, email_verified: verified } = request.userAttributes
  return (verified === 'true' && Email.safeParse(email).data) || ''
}

const NAME = 100

/**
 * Puts who a person is and which organisation they act for into their access token. It only reads: signing in makes
 * nobody a member of anything.
 */
export const tokenClaims =
  ({ table }: { table: Table }) =>
  async (event: PreTokenGenerationV2TriggerEvent): Promise<PreTokenGenerationV2TriggerEvent> => {
    const email = provenMailbox(event)
    const membership = email ? await loadMembership(table, email) : undefined
    const name = membership?.name || lineOf(event.request.userAttributes.name ?? '', NAME) || email.slice(0, NAME)
    const belongs = membership?.status === 'active'
    const organisation = belongs ? await loadOrganisation(table, membership.orgId) : undefined
    event.response = {
      claimsAndScopeOverrideDetails: {
        accessTokenGeneration: {
          claimsToAddOrOverride: {
            email,
            name,
            ...(organisation && {
              org: organisation.orgId,
              buys: String(organisation.buys),
              supplies: String(organisation.supplies),
            }),
          },
        },
      },
    }
    return event
  }
