import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda'
import { Email, lineOf } from '../../shared/domain/text.ts'
import { activateMembership, loadMembership, loadOrganisation } from '../../shared/store/organisations.ts'
import type { Table } from '../../shared/store/table.ts'

/** A mailbox counts only when its sign-in proved it, and when it is one that everything else can read. */
const provenMailbox = ({ request }: PreTokenGenerationV2TriggerEvent): string => {
  const { email, email_verified: verified } = request.userAttributes
  return (verified === 'true' && Email.safeParse(email).data) || ''
}

const NAME = 100

/**
 * Puts who a person is and which organisation it acts for into its access token. An invitation becomes a membership
 * here, at the first sign-in of its mailbox.
 */
export const tokenClaims =
  ({ table }: { table: Table }) =>
  async (event: PreTokenGenerationV2TriggerEvent): Promise<PreTokenGenerationV2TriggerEvent> => {
    const email = provenMailbox(event)
    const membership = email ? await loadMembership(table, email) : undefined
    const name = membership?.name || lineOf(event.request.userAttributes.name ?? '', NAME) || email.slice(0, NAME)
    const belongs = membership && membership.status !== 'removed'
    const organisation = belongs ? await loadOrganisation(table, membership.orgId) : undefined
    if (belongs && membership.status === 'invited') await activateMembership(table, membership, name)
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
