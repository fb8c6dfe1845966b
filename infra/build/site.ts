import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './inputs.ts'

export const siteFolder = join(root, 'dist/web')

/** The static site: the application, the approver's page and the description of the API. */
export const buildSite = async (): Promise<void> => {
  const vite = await import('vite')
  const { openApi } = await import('../../shared/contracts/openapi.ts')
  await vite.build({ configFile: join(root, 'web/vite.config.ts'), logLevel: 'warn' })
  mkdirSync(siteFolder, { recursive: true })
  writeFileSync(join(siteFolder, 'openapi.json'), `${JSON.stringify(openApi())}\n`)
}
