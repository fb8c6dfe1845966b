import { getMe } from '../../../../shared/contracts/organisations.ts'
import { useRefetch } from '../../api/use-api.ts'
import { useAuth } from '../../auth/SessionProvider.tsx'

/** Goes on as a member of the organisation somebody has just founded or joined, to where they wanted. */
export const useEnter = (next: string) => {
  const auth = useAuth()
  const refetch = useRefetch()
  return async () => {
    // Which organisation one acts for is in the token; where it cannot be renewed, signing in again gives one.
    await auth.refresh().catch(() => auth.signIn(next))
    await refetch(getMe)
  }
}
