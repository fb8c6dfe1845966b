import { App, Tags } from 'aws-cdk-lib'
import { MarketplaceStack } from './marketplace-stack.ts'
import { type StageName, stages } from './stages.ts'

export type Synthesis = {
  /** One stage; all of them when absent. */
  readonly stage?: StageName
  readonly outdir?: string
  /** Checks the template for what CloudFormation would refuse: a second and a half that a local run does without. */
  readonly validate?: boolean
  /** Sees the app just before it is written. */
  readonly inspect?: (app: App) => void
}

export const stackNameOf = (stage: StageName): string => `Sealbid-${stage}`

/** Writes the cloud assembly and answers where it is. */
export const synthesize = ({ stage, outdir, validate = false, inspect }: Synthesis = {}): string => {
  const app = new App({
    analyticsReporting: false,
    builtinCloudFormationValidation: validate,
    ...(outdir !== undefined && { outdir }),
  })
  const wanted = stage ? [stage] : (Object.keys(stages) as StageName[])
  for (const name of wanted) {
    const stack = new MarketplaceStack(app, stackNameOf(name), stages[name])
    Tags.of(stack).add('sealbid:stage', name)
  }
  inspect?.(app)
  return app.synth().directory
}

if (import.meta.main) synthesize({ validate: true })
