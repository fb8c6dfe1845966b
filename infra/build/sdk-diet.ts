import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import { root } from './inputs.ts'

/** Lambda gives a function its credentials in the environment: see functions/aws/environment-credentials.ts. */
export const credentialsOfTheEnvironment: Plugin = {
  name: 'credentials-of-the-environment',
  setup: (build) => {
    const path = join(root, 'functions/aws/environment-credentials.ts')
    build.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => ({ path }))
  },
}

/**
 * An SDK client describes all its operations in one file, with keys like `[_hH]`. esbuild must keep what computes a key,
 * so one S3 call brings all 107 operations along. Spelled out, the keys compute nothing and unused operations go.
 */
export const schemasThatShake: Plugin = {
  name: 'schemas-that-shake',
  setup: (build) => {
    build.onLoad({ filter: /@aws-sdk\/client-[^/]+\/dist-es\/schemas\/schemas_0\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8')
      const texts = new Map([...source.matchAll(/^const (_\w+) = (".*");$/gm)].map(([, name, text]) => [name, text]))
      const contents = source.replaceAll(
        /\[(_\w+)\]:/g,
        (key, name: string) => `${texts.get(name) ?? key.slice(0, -1)}:`,
      )
      return { contents, loader: 'js' }
    })
  },
}

/**
 * Passkeys are taken without attestation, so no certificate is ever read. The library does not say that its files can be
 * left out where nothing of them is used; they can, and with them goes all it has for ASN.1 and X.509.
 */
export const noCertificates: Plugin = {
  name: 'no-certificates',
  setup: (build) => {
    const found = Symbol('found')
    build.onResolve({ filter: /^(@simplewebauthn|@peculiar)\/|^\.{1,2}\// }, async ({ path, pluginData, ...from }) => {
      const concerned = !path.startsWith('.') || from.importer.includes('/@simplewebauthn/')
      if (pluginData === found || !concerned) return undefined
      return { ...(await build.resolve(path, { ...from, pluginData: found })), sideEffects: false }
    })
  },
}
