import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { stackNameOf, synthesize } from '../../infra/app.ts'
import { loadAssembly } from '../../infra/local/assembly.ts'
import type { StageName } from '../../infra/stages.ts'

export const outdir = (): string => mkdtempSync(join(tmpdir(), 'sealbid-infra-'))
const hosts = { gateway: 'http://127.0.0.1:1', site: 'http://localhost:2', issuer: 'http://localhost:3' }

const Template = z.object({
  Resources: z.record(
    z.string(),
    z.looseObject({
      Type: z.string(),
      Properties: z.record(z.string(), z.unknown()).default({}),
      DeletionPolicy: z.string().optional(),
    }),
  ),
})

/** A stage as it would be deployed: the template as written, and with its names resolved. */
export const synthesized = (stage: StageName) => {
  const directory = synthesize({ stage, outdir: outdir() })
  const file = join(directory, `${stackNameOf(stage)}.template.json`)
  const { Resources } = Template.parse(JSON.parse(readFileSync(file, 'utf8')))
  const assembly = loadAssembly({ directory, hosts })
  const all = <P>(type: string, properties: z.ZodType<P>) =>
    assembly.all(type, properties).map((found) => ({ ...found, resource: Resources[found.logicalId] }))
  return { assembly, all, resources: Object.entries(Resources) }
}
export type Synthesized = ReturnType<typeof synthesized>

const OurFunction = z.looseObject({ Description: z.string().optional(), Role: z.string() })

/** Functions of ours by their folder; CDK's own uploader is not one. */
export const functionsOf = ({ all }: Synthesized) =>
  all('AWS::Lambda::Function', OurFunction).flatMap(({ logicalId, properties }) => {
    const name = /^Sealbid \w+: (.+)$/.exec(properties.Description ?? '')?.[1]
    return name === undefined ? [] : [{ name, logicalId, role: properties.Role }]
  })
