import * as contract from '../../shared/contracts/policies.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { policyProblemDetails, policyProblems } from '../../shared/domain/policy-problems.ts'
import { foreseen } from '../../shared/domain/policy-rules.ts'
import { loadOrganisation, loadStakeholders } from '../../shared/store/organisations.ts'
import { keepPolicy, loadPolicy, loadPolicyVersion, pageOfPolicyVersions } from '../../shared/store/policies.ts'
import { route, withEtag } from '../http/api.ts'
import { mayAdministrate } from './administrating.ts'
import type { Deps } from './index.ts'

export const getApprovalPolicyRoute = ({ table }: Deps) =>
  route(contract.getApprovalPolicy, async ({ person }) => {
    const organisation = await loadOrganisation(table, person.orgId)
    return organisation ? withEtag(ok(await loadPolicy(table, organisation))) : refuse({ code: 'not_found' })
  })

export const saveApprovalPolicyRoute = ({ table }: Deps) =>
  route(contract.saveApprovalPolicy, async ({ body, person, ifMatch, receivedAt }) => {
    if (!(await mayAdministrate(table, person))) return refuse({ code: 'administrator_required' })
    const { orgId, email, name } = person
    const organisation = await loadOrganisation(table, orgId)
    if (!organisation) return refuse({ code: 'not_found' })
    const problems = policyProblems(body, await loadStakeholders(table, orgId))
    if (problems.length > 0) {
      const errors = problems.map((one) => ({ part: 'body', ...one, detail: policyProblemDetails[one.code] }))
      return refuse({ code: 'policy_unworkable', pointer: problems[0]?.pointer, errors })
    }
    const kept = await keepPolicy(table, orgId, ifMatch, body, { email, name }, receivedAt)
    if (kept.ok) return withEtag(kept)
    if (kept.refusal.code === 'administrator_required') return refuse(kept.refusal)
    const { version } = await loadPolicy(table, organisation)
    return refuse({ ...kept.refusal, yours: ifMatch, current: { version } })
  })

export const listPolicyVersionsRoute = ({ table }: Deps) =>
  route(contract.listPolicyVersions, async ({ query, person }) => pageOfPolicyVersions(table, person.orgId, query))

export const getPolicyVersionRoute = ({ table }: Deps) =>
  route(contract.getPolicyVersion, async ({ params, person }) => {
    const policy = await loadPolicyVersion(table, person.orgId, params.version)
    return policy ? ok(policy) : refuse({ code: 'not_found' })
  })

export const previewApprovalPolicyRoute = ({ table }: Deps) =>
  route(contract.previewApprovalPolicy, async ({ body: { policy, facts }, person }) => {
    const stakeholders = await loadStakeholders(table, person.orgId)
    return ok({ ...foreseen(policy, stakeholders, facts), problems: policyProblems(policy, stakeholders) })
  })
