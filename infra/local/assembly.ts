import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { account, type Hosts, type Identity, identify, region } from './resources.ts'

const Properties = z.record(z.string(), z.unknown())
const Template = z.object({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string(), Properties: Properties.default({}) })),
  Outputs: z.record(z.string(), z.looseObject({ Value: z.unknown() })).default({}),
  Parameters: z.record(z.string(), z.looseObject({ Default: z.unknown() })).default({}),
})
const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.looseObject({
      type: z.string(),
      properties: z
        .looseObject({ templateFile: z.string().optional(), directoryName: z.string().optional() })
        .optional(),
    }),
  ),
})
const Assets = z.object({ files: z.record(z.string(), z.looseObject({ source: z.looseObject({ path: z.string() }) })) })

export type Resource<P> = { readonly logicalId: string; readonly properties: P }
/** A cloud assembly as CDK writes it, with every intrinsic resolved to this machine. */
export type Assembly = {
  readonly stackName: string
  readonly outputs: Record<string, string>
  /** All resources of a type, their properties resolved and parsed. */
  all<P>(type: string, properties: z.ZodType<P>): Resource<P>[]
  identityOf(logicalId: string): Identity
  /** The logical id of whatever has this `Ref` or ARN. */
  named(refOrArn: string): string
  assetFolder(hash: string): string
}

export const loadAssembly = (options: { directory: string; stack?: string; hosts: Hosts }): Assembly => {
  const { hosts } = options
  const { directory, id: stackName, templateFile } = findStack(options.directory, options.stack)
  const template = Template.parse(readJson(join(directory, templateFile)))
  const assets = Assets.parse(readJson(join(directory, `${stackName}.assets.json`)))

  const identities = new Map<string, Identity>()
  const identityOf = (logicalId: string): Identity => {
    const known = identities.get(logicalId)
    if (known) return known
    const resource = template.Resources[logicalId]
    if (!resource) throw new Error(`${stackName} has no resource ${logicalId}`)
    const literal = Object.fromEntries(
      Object.entries(resource.Properties).filter(([, value]) => typeof value === 'string'),
    )
    const name = `${stackName}-${logicalId}`
    const identity = identify(resource.Type, { logicalId, name, properties: literal, hosts })
    identities.set(logicalId, identity)
    return identity
  }
  const pseudo: Record<string, string> = {
    'AWS::AccountId': account,
    'AWS::Partition': 'aws',
    'AWS::Region': region,
    'AWS::StackName': stackName,
    'AWS::StackId': `arn:aws:cloudformation:${region}:${account}:stack/${stackName}/local`,
    'AWS::URLSuffix': 'amazonaws.com',
  }
  const lookup: Lookup = {
    ref: (name) => pseudo[name] ?? textOf(template.Parameters[name]?.Default) ?? identityOf(name).ref,
    attribute: (logicalId, attribute) => {
      const value = identityOf(logicalId).attributes[attribute]
      if (value === undefined) throw new Error(`The local runner does not know the attribute ${logicalId}.${attribute}`)
      return value
    },
  }
  const here = (text: string) => onThisMachine(text, hosts)
  const resolved = new Map<string, unknown>()
  for (const [logicalId, resource] of Object.entries(template.Resources)) {
    identityOf(logicalId)
    resolved.set(logicalId, ignoredProperties.has(resource.Type) ? {} : resolve(resource.Properties, lookup, here))
  }
  const ofType = (type: string) => Object.keys(template.Resources).filter((id) => template.Resources[id]?.Type === type)

  return {
    stackName,
    outputs: Object.fromEntries(
      Object.entries(template.Outputs).map(([name, { Value }]) => [name, String(resolve(Value, lookup, here))]),
    ),
    all: (type, properties) =>
      ofType(type).map((logicalId) => {
        const parsed = properties.safeParse(resolved.get(logicalId))
        if (!parsed.success) throw new Error(`${type} ${logicalId}: ${z.prettifyError(parsed.error)}`)
        return { logicalId, properties: parsed.data }
      }),
    identityOf,
    named: (refOrArn) => {
      for (const [logicalId, { ref, attributes }] of identities) {
        if (ref === refOrArn || attributes.Arn === refOrArn || attributes.FunctionARN === refOrArn) return logicalId
      }
      throw new Error(`${stackName} has nothing called ${refOrArn}`)
    },
    assetFolder: (hash) => {
      const file = assets.files[hash]
      if (!file) throw new Error(`${stackName} has no asset ${hash}`)
      return join(directory, file.source.path)
    },
  }
}

/** Deployment’s own resources speak of the bootstrap stack, which does not exist here. */
const ignoredProperties = new Set(['Custom::CDKBucketDeployment', 'AWS::CDK::Metadata', 'AWS::Lambda::LayerVersion'])

type Lookup = { ref(name: string): string; attribute(logicalId: string, attribute: string): string }

const resolve = (value: unknown, lookup: Lookup, here: (text: string) => string): unknown => {
  if (typeof value === 'string') return here(value)
  if (Array.isArray(value)) return value.map((item) => resolve(item, lookup, here))
  if (!value || typeof value !== 'object') return value
  const entries = Object.entries(value)
  const [only] = entries
  if (only && entries.length === 1 && (only[0] === 'Ref' || only[0].startsWith('Fn::')))
    return intrinsic(only[0], only[1], lookup, here)
  return Object.fromEntries(entries.map(([name, item]) => [name, resolve(item, lookup, here)]))
}

const intrinsic = (name: string, argument: unknown, lookup: Lookup, here: (text: string) => string): unknown => {
  const resolved = (item: unknown) => resolve(item, lookup, here)
  switch (name) {
    case 'Ref':
      return lookup.ref(z.string().parse(argument))
    case 'Fn::GetAtt': {
      const [id, attribute] = z
        .tuple([z.string(), z.string()])
        .parse(typeof argument === 'string' ? splitOnce(argument) : argument)
      return lookup.attribute(id, attribute)
    }
    case 'Fn::Join': {
      const [glue, parts] = z.tuple([z.string(), z.unknown()]).parse(argument)
      return here(
        z
          .array(z.union([z.string(), z.number()]))
          .parse(resolved(parts))
          .join(glue),
      )
    }
    case 'Fn::Select': {
      const [index, list] = z.tuple([z.coerce.number(), z.unknown()]).parse(argument)
      return z.array(z.unknown()).parse(resolved(list))[index]
    }
    case 'Fn::Split': {
      const [glue, text] = z.tuple([z.string(), z.unknown()]).parse(argument)
      return z.string().parse(resolved(text)).split(glue)
    }
    case 'Fn::Sub': {
      const [text, own] = z
        .tuple([z.string(), z.record(z.string(), z.unknown())])
        .parse(typeof argument === 'string' ? [argument, {}] : argument)
      const filled = text.replaceAll(/\$\{([^!}]+)\}/g, (_, key: string) => {
        if (key in own) return String(resolved(own[key]))
        return key.includes('.') ? lookup.attribute(...splitOnce(key)) : lookup.ref(key)
      })
      return here(filled.replaceAll('${!', '${'))
    }
    default:
      throw new Error(`The local runner does not know the intrinsic ${name}`)
  }
}

const splitOnce = (text: string): [string, string] => {
  const dot = text.indexOf('.')
  return [text.slice(0, dot), text.slice(dot + 1)]
}

/** AWS host names that the template composes itself, and https, which nobody speaks on the loopback. */
const onThisMachine = (text: string, hosts: Hosts): string =>
  text
    .replaceAll(new RegExp(`https://cognito-idp\\.${region}\\.amazonaws\\.com/${region}_\\w+`, 'g'), hosts.issuer)
    .replaceAll(
      new RegExp(`https://(cognito-idp\\.${region}\\.amazonaws|[\\w-]+\\.auth\\.${region}\\.amazoncognito)\\.com`, 'g'),
      hosts.issuer,
    )
    .replaceAll(new RegExp(`https://[\\w.-]+\\.s3\\.${region}\\.amazonaws\\.com`, 'g'), hosts.gateway)
    .replaceAll(/https:\/\/(127\.0\.0\.1|localhost):/g, 'http://$1:')

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

const findStack = (directory: string, wanted?: string): { directory: string; id: string; templateFile: string } => {
  const found = stacksIn(directory)
  const [only] = wanted ? found.filter(({ id }) => id === wanted) : found
  if (!only || (!wanted && found.length > 1)) {
    throw new Error(
      `${directory} holds the stacks ${found.map(({ id }) => id).join(', ') || '(none)'}; which one to run?`,
    )
  }
  return only
}

const stacksIn = (directory: string): { directory: string; id: string; templateFile: string }[] => {
  const file = join(directory, 'manifest.json')
  if (!existsSync(file)) throw new Error(`${directory} is no cloud assembly`)
  return Object.entries(Manifest.parse(readJson(file)).artifacts).flatMap(([id, { type, properties }]) => {
    if (type === 'cdk:cloud-assembly' && properties?.directoryName)
      return stacksIn(join(directory, properties.directoryName))
    if (type === 'aws:cloudformation:stack' && properties?.templateFile)
      return [{ directory, id, templateFile: properties.templateFile }]
    return []
  })
}
