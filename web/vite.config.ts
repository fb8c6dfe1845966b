import { existsSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compileMessages } from '../infra/build/messages.ts'

const approve = join(import.meta.dirname, 'approve/index.html')

/**
 * The site is static files under a strict policy: no inline script, no style element, nothing encoded into a URL.
 * `style-src 'self'` is enough, since the only style attributes are set by script through the CSSOM.
 */
export default defineConfig(() => {
  compileMessages()
  return {
    root: import.meta.dirname,
    plugins: [react()],
    build: {
      outDir: join(import.meta.dirname, '../dist/web'),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      target: ['chrome123', 'firefox128', 'safari17.5'],
      chunkSizeWarningLimit: 700,
      rolldownOptions: {
        input: { app: join(import.meta.dirname, 'index.html'), ...(existsSync(approve) ? { approve } : {}) },
      },
    },
  }
})
