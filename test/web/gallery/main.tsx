import '../../../web/src/theme/theme.ts'
import { MantineProvider } from '@mantine/core'
import { createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import * as z from 'zod'
import { I18nProvider, startI18n } from '../../../web/src/i18n/I18nProvider.tsx'
import { readSearch, writeSearch } from '../../../web/src/shell/search.ts'
import { theme } from '../../../web/src/theme/theme.ts'
import { FormGallery } from './FormGallery.tsx'
import { GridGallery } from './GridGallery.tsx'
import { KitGallery } from './KitGallery.tsx'
import { TableGallery } from './TableGallery.tsx'

z.config({ jitless: true })

const root = createRootRoute()
const page = <P extends string>(path: P, component: () => React.ReactNode) =>
  createRoute({ getParentRoute: () => root, path, component })
const router = createRouter({
  routeTree: root.addChildren([
    page('/', KitGallery),
    page('/form', FormGallery),
    page('/table', TableGallery),
    page('/grid', GridGallery),
  ]),
  parseSearch: readSearch,
  stringifySearch: writeSearch,
})

const start = async () => {
  const i18n = await startI18n()
  createRoot(document.getElementById('root')!).render(
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <I18nProvider start={i18n} timeZone="America/New_York">
        <RouterProvider router={router} />
      </I18nProvider>
    </MantineProvider>,
  )
}
void start()
