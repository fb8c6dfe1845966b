import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildApprovePage } from './approve-page.ts'
import { root } from './inputs.ts'

export const siteFolder = join(root, 'dist/web')

/** The static site: the application, the approver's page and the description of the API. */
export const buildSite = async (): Promise<void> => {
  const vite = await import('vite')
  const { openApi } = await import('../../shared/contracts/openapi.ts')
  // Built by a test it must still be what is deployed: React reads this, and the test runner sets it.
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  try {
    await vite.build({ configFile: join(root, 'web/vite.config.ts'), logLevel: 'warn' })
  } finally {
    if (before === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = before
  }
  // Vite empties the folder: the approver's page comes after it.
  await buildApprovePage()
  writeFileSync(join(siteFolder, 'openapi.json'), `${JSON.stringify(openApi())}\n`)
}
