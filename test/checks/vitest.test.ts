import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { vitest } from './vitest.ts'

const folder = mkdtempSync(join(tmpdir(), 'sealbid-checks-'))
afterAll(() => rmSync(folder, { recursive: true }))

const files: Record<string, string> = {
  'vitest.config.ts': `export default { test: { dir: ${JSON.stringify(folder)}, include: ['**/*.test.ts'] } }`,
  'hook.test.ts': `
    beforeAll(() => { throw new Error('nothing to test on') })
    it('one', () => {}); it('two', () => {})`,
  'group.test.ts': `
    describe('a group', () => {
      beforeAll(() => { throw new Error('the group has no ground') })
      it('three', () => {})
    })
    it('four', () => {})`,
  'after.test.ts': `afterAll(() => { throw new Error('not tidied up') }); it('five', () => {})`,
  'unloaded.test.ts': `throw new Error('does not load')`,
  'wrong.test.ts': `it('six', () => expect(1).toBe(2)); it.todo('seven')`,
}

it('counts what did not pass once, and says why a file was left unrun', async () => {
  for (const [name, text] of Object.entries(files)) {
    const head = name.endsWith('.test.ts') ? "import { afterAll, beforeAll, describe, expect, it } from 'vitest'\n" : ''
    writeFileSync(join(folder, name), head + text)
  }
  const { passed, failed, said } = await vitest('planted', join(folder, 'vitest.config.ts')).run()
  for (const why of ['nothing to test on', 'the group has no ground', 'not tidied up', 'does not load', 'to be 2'])
    expect(said.match(new RegExp(`Error: .*${why}`, 'g')), said).toHaveLength(1)
  for (const name of ['one', 'two', 'three', 'seven']) expect(said).toMatch(new RegExp(`skipped: .*${name}`))
  // Five and four passed; one, two, three, six and seven did not, nor what is beside five and the file without tests.
  expect({ passed, failed }).toEqual({ passed: 2, failed: 7 })
})
