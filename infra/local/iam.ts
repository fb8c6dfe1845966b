import * as z from 'zod'
import type { Assembly } from './assembly.ts'
import { account } from './resources.ts'
import { evaluate } from './stand-ins/policies.ts'
import type { Decision, PolicyContext, Statement } from './stand-ins/types.ts'

const oneOrMore = <T extends z.ZodType>(item: T) => z.union([z.array(item), item.transform((one) => [one])])
const PolicyDocument = z.looseObject({
  Statement: oneOrMore(z.custom<Statement>((value) => typeof value === 'object')),
})
const Inline = z.looseObject({ PolicyDocument, Roles: z.array(z.string()).default([]) })
const Role = z.looseObject({
  Policies: z.array(z.looseObject({ PolicyDocument })).default([]),
  ManagedPolicyArns: z.array(z.string()).default([]),
})
const FunctionRole = z.looseObject({ Role: z.string() })
const QueuePolicy = z.looseObject({ Queues: z.array(z.string()), PolicyDocument })
const BucketPolicy = z.looseObject({ Bucket: z.string(), PolicyDocument })

/** Policies of AWS itself that only let a function write its logs and traces. */
const harmless = /^arn:aws:iam::aws:policy\/(service-role\/AWSLambdaBasicExecutionRole|AWSXRayDaemonWriteAccess)$/

export type Check = { readonly action: string; readonly resourceArn: string; readonly context: PolicyContext }

export class AccessDenied extends Error {}

export type Iam = {
  identityOf(caller: string): readonly Statement[]
  principalArn(caller: string): string
  /** Answers when the caller may, throws `AccessDenied` naming function, action and resource when not. */
  authorise(caller: string, check: Check): void
  decide(caller: string, check: Check): Decision
  /** Condition keys that follow from who calls. */
  contextOf(caller: string): PolicyContext
}

/** What each function of the template may do, by its role’s policies and those of queues and buckets. */
export const createIam = (assembly: Assembly): Iam => {
  const statements = new Map<string, Statement[]>()
  const add = (roleId: string, more: readonly Statement[]) =>
    statements.set(roleId, [...(statements.get(roleId) ?? []), ...more])
  for (const { logicalId, properties } of assembly.all('AWS::IAM::Role', Role)) {
    for (const policy of properties.Policies) add(logicalId, policy.PolicyDocument.Statement)
    const unknown = properties.ManagedPolicyArns.find(
      (arn) => !harmless.test(arn) && !arn.startsWith(`arn:aws:iam::${account}:`),
    )
    if (unknown) throw new Error(`The local runner does not know the managed policy ${unknown} of ${logicalId}`)
  }
  for (const type of ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']) {
    for (const { properties } of assembly.all(type, Inline)) {
      for (const role of properties.Roles) add(assembly.named(role), properties.PolicyDocument.Statement)
    }
  }
  const roles = new Map(
    assembly
      .all('AWS::Lambda::Function', FunctionRole)
      .map(({ logicalId, properties }) => [logicalId, assembly.named(properties.Role)]),
  )
  const onResource = resourcePolicies(assembly)

  const identityOf = (caller: string) => statements.get(roles.get(caller) ?? '') ?? []
  const principalArn = (caller: string) => {
    const role = roles.get(caller)
    return role ? (assembly.identityOf(role).attributes.Arn ?? role) : caller
  }
  const contextOf = (caller: string): PolicyContext => ({
    'aws:SecureTransport': 'true',
    'aws:PrincipalArn': principalArn(caller),
    'aws:PrincipalAccount': account,
    'aws:ResourceAccount': account,
    ...(roles.has(caller) && { 'lambda:SourceFunctionArn': assembly.identityOf(caller).attributes.Arn ?? '' }),
  })
  const decide = (caller: string, { action, resourceArn, context }: Check): Decision => {
    const attached = onResource.get(resourceArn.split('/')[0] ?? resourceArn)
    return evaluate({
      identity: identityOf(caller),
      ...(attached && { resource: attached.statements, resourceKind: attached.kind }),
      principalArn: principalArn(caller),
      action,
      resourceArn,
      context: { ...contextOf(caller), ...context },
    })
  }
  return {
    identityOf,
    principalArn,
    decide,
    contextOf,
    authorise: (caller, check) => {
      const { allowed, because } = decide(caller, check)
      if (allowed) return
      throw new AccessDenied(
        `Function ${caller} (${principalArn(caller)}) is not authorized to perform ${check.action} on ${check.resourceArn}: ${because}`,
      )
    },
  }
}

const resourcePolicies = (assembly: Assembly) => {
  const policies = new Map<string, { kind: 'sqs' | 's3'; statements: Statement[] }>()
  const add = (arn: string | undefined, kind: 'sqs' | 's3', more: readonly Statement[]) => {
    if (arn) policies.set(arn, { kind, statements: [...(policies.get(arn)?.statements ?? []), ...more] })
  }
  const arnOf = (ref: string) => assembly.identityOf(assembly.named(ref)).attributes.Arn
  for (const { properties } of assembly.all('AWS::SQS::QueuePolicy', QueuePolicy)) {
    for (const queue of properties.Queues) add(arnOf(queue), 'sqs', properties.PolicyDocument.Statement)
  }
  for (const { properties } of assembly.all('AWS::S3::BucketPolicy', BucketPolicy)) {
    add(arnOf(properties.Bucket), 's3', properties.PolicyDocument.Statement)
  }
  return policies
}
