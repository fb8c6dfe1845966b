import { makeIfChanged, type Part } from './stamps.ts'

const messages: Part = {
  name: 'messages',
  inputs: ['shared/messages/en', 'shared/messages/fr', 'shared/messages/da', 'infra/build/messages.ts'],
  output: 'shared/messages/compiled/keys.generated.d.ts',
  make: async () => (await import('./messages.ts')).compileMessages(),
}
const functions: Part = {
  name: 'functions',
  inputs: ['functions', 'shared', 'infra/build', 'package-lock.json'],
  output: 'dist/functions/meta.json',
  make: async () => (await import('./functions.ts')).bundleFunctions(),
}
const site: Part = {
  name: 'site',
  inputs: ['web', 'shared', 'infra/build', 'package-lock.json'],
  output: 'dist/web/openapi.json',
  make: async () => (await import('./site.ts')).buildSite(),
}

/** Makes what is deployed, into dist/. What did not change since the last time is left as it is. */
export const build = async ({ force = false, web = true }: { force?: boolean; web?: boolean } = {}): Promise<void> => {
  await makeIfChanged(messages, force)
  await makeIfChanged(functions, force)
  if (web) await makeIfChanged(site, force)
}

if (import.meta.main) await build({ force: process.argv.includes('--force') })
