import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type ChangeView, listChanges } from '../../../../shared/contracts/contract-changes.ts'
import { getContract, getContractDocument } from '../../../../shared/contracts/contracts.ts'
import type { Contract } from '../../../../shared/domain/contract.ts'
import { queryKey, useQueryOf } from '../../api/use-api.ts'

const OFTEN = 15_000

/** Every change of a contract, newest first. Others approve and accept it, so it is looked at often. */
export const useChanges = (rfqId: string) => useQueryOf(listChanges, { params: { rfqId } }, { refetchInterval: OFTEN })

/** A contract is read again when the list knows of a change that was agreed since it was read. */
export const useContractAnew = (contract: Pick<Contract, 'changes'>, changes: readonly ChangeView[] = []) => {
  const queries = useQueryClient()
  const agreed = changes.filter(({ change }) => change.status === 'active').length
  const isOutdated = agreed > contract.changes.length
  useEffect(() => {
    if (!isOutdated) return
    for (const endpoint of [getContract, getContractDocument])
      void queries.invalidateQueries({ queryKey: queryKey(endpoint) })
  }, [isOutdated, queries])
}
