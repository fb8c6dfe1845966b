import './theme/theme.ts'
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import * as z from 'zod'
import { createClient } from './api/client.ts'
import { ServerFault, SignedOut, Unreachable } from './api/faults.ts'
import { ApiContext } from './api/use-api.ts'
import { createAuth } from './auth/auth.ts'
import { loadConfig } from './auth/config.ts'
import { SessionProvider } from './auth/SessionProvider.tsx'
import { I18nProvider, startI18n } from './i18n/I18nProvider.tsx'
import { createAppRouter } from './routes.tsx'
import { theme } from './theme/theme.ts'

// The site's policy forbids eval; zod would try it and the browser would report it.
z.config({ jitless: true })

const RETRIES = 2

const start = async () => {
  const [config, i18n] = await Promise.all([loadConfig(), startI18n()])
  const auth = createAuth(config)
  await auth.start()
  const client = createClient(auth)
  const router = createAppRouter()

  const leaveForSignIn = (error: Error) => {
    if (error instanceof SignedOut) void auth.signIn()
  }
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) =>
          failures < RETRIES && (error instanceof Unreachable || error instanceof ServerFault),
      },
    },
  })
  queries.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'error') leaveForSignIn(event.action.error)
  })

  const root = document.getElementById('root')
  if (!root) throw new Error('index.html has no #root')
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
        <I18nProvider start={i18n}>
          <QueryClientProvider client={queries}>
            <ApiContext.Provider value={client}>
              <SessionProvider auth={auth}>
                <RouterProvider router={router} />
              </SessionProvider>
            </ApiContext.Provider>
          </QueryClientProvider>
        </I18nProvider>
      </MantineProvider>
    </StrictMode>,
  )
}

void start()
