import * as z from 'zod'
import { Instant } from '../domain/ids.ts'
import { Stakeholder, StakeholderRole } from '../domain/party.ts'
import { ApprovalPolicy, ConditionPart, PolicyTerms, PolicyVersion } from '../domain/policy.ts'
import { PolicyCase } from '../domain/policy-case.ts'
import { PolicyProblem } from '../domain/policy-problems.ts'
import { Section } from '../domain/subjects.ts'
import { endpoint } from './endpoint.ts'
import { noBody, nothing, pageOf, pageQuery } from './shapes.ts'

/** Version 0, which nobody saved, is what holds until somebody does. */
export const KeptPolicy = ApprovalPolicy.extend({
  savedAt: Instant.nullable(),
  savedBy: PolicyVersion.shape.savedBy.nullable(),
})
export type KeptPolicy = z.infer<typeof KeptPolicy>

export const getApprovalPolicy = endpoint({
  method: 'GET',
  path: '/organisation/approval-policy',
  access: 'buyer',
  summary: 'Who must approve what',
  params: nothing,
  query: nothing,
  body: noBody,
  answers: { status: 200, body: KeptPolicy },
  refusals: ['not_found'],
})

export const saveApprovalPolicy = endpoint({
  method: 'PUT',
  path: '/organisation/approval-policy',
  access: 'buyer',
  summary: 'Change who must approve what; requests under way keep the policy they began with; for administrators',
  ifMatch: true,
  params: nothing,
  query: nothing,
  body: PolicyTerms,
  answers: { status: 200, body: KeptPolicy },
  refusals: ['administrator_required', 'not_found', 'changed_meanwhile', 'policy_unworkable'],
})

export const listPolicyVersions = endpoint({
  method: 'GET',
  path: '/organisation/approval-policy/versions',
  access: 'buyer',
  summary: 'Who changed the approval policy, and when; the newest first',
  params: nothing,
  query: pageQuery,
  body: noBody,
  answers: { status: 200, body: pageOf(PolicyVersion) },
  refusals: ['invalid_request'],
})

export const getPolicyVersion = endpoint({
  method: 'GET',
  path: '/organisation/approval-policy/versions/{version}',
  access: 'buyer',
  summary: 'The approval policy as it was',
  params: z.strictObject({ version: z.coerce.number().pipe(z.int().min(1).max(999_999)) }),
  query: nothing,
  body: noBody,
  answers: { status: 200, body: KeptPolicy },
  refusals: ['not_found'],
})

const PreviewedGroup = z.object({
  groupId: z.string(),
  role: StakeholderRole,
  stage: z.int().positive(),
  needed: z.int().positive(),
  mayAbstain: z.boolean(),
  workingDays: z.int().positive(),
  scope: z.array(Section),
  escalateTo: Stakeholder.nullable(),
  because: z.array(z.union([z.object({ rule: z.string() }), z.object({ budgetLine: z.string() })])),
  people: z.array(Stakeholder),
})

export const previewApprovalPolicy = endpoint({
  method: 'POST',
  path: '/organisation/approval-policy/preview',
  access: 'buyer',
  summary: 'Who would have to approve a case under a policy, and why; changes nothing',
  params: nothing,
  query: nothing,
  body: z.strictObject({ policy: PolicyTerms, facts: PolicyCase }),
  answers: {
    status: 200,
    body: z.object({
      certain: z.array(PreviewedGroup),
      /** Groups that join, or of which more is asked, if what is not known yet turns out so. */
      possible: z.array(PreviewedGroup.extend({ dependsOn: z.array(ConditionPart) })),
      /** Why the case could not be put to anybody, as a code and its facts. */
      refusal: z.looseObject({ code: z.string() }).nullable(),
      problems: z.array(PolicyProblem),
    }),
  },
  refusals: [],
})
