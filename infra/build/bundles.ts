import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './inputs.ts'

// Until its source is written a bundle is empty.
const made = (folder: string): string => {
  mkdirSync(folder, { recursive: true })
  return folder
}

/** What Lambda gets for a function. */
export const bundleOf = (name: string): string => made(join(root, 'dist/functions', name))

/** What the site's bucket gets. */
export const siteBundle = (): string => made(join(root, 'dist/web'))
