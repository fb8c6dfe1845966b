import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouteComponent,
} from '@tanstack/react-router'
import { paths } from './links.ts'
import { NotFound } from './shell/NotFound.tsx'
import { onlyIds } from './shell/only-ids.ts'
import { PageFault } from './shell/PageFault.tsx'
import { Shell } from './shell/Shell.tsx'
import { SignInCallback } from './shell/SignInCallback.tsx'
import { readSearch, writeSearch } from './shell/search.ts'

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** A page for visitors too. */
    readonly open?: true
    /** A page for people who have no organisation yet. */
    readonly withoutOrganisation?: true
  }
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })

const page = <P extends string>(path: P, component: RouteComponent) =>
  createRoute({ getParentRoute: () => root, path, component, beforeLoad: onlyIds })

const tree = root.addChildren([
  createRoute({
    getParentRoute: () => root,
    path: paths.signInCallback,
    component: SignInCallback,
    staticData: { open: true },
  }),
  createRoute({
    getParentRoute: () => root,
    path: paths.welcome,
    component: lazyRouteComponent(() => import('./pages/organisations/Welcome.tsx'), 'Welcome'),
    staticData: { withoutOrganisation: true },
  }),
  createRoute({
    getParentRoute: () => root,
    path: paths.tenders,
    component: lazyRouteComponent(() => import('./pages/tenders/Tenders.tsx'), 'Tenders'),
    staticData: { open: true },
  }),
  page(
    paths.home,
    lazyRouteComponent(() => import('./pages/home/Home.tsx'), 'Home'),
  ),
  page(
    paths.rfqs,
    lazyRouteComponent(() => import('./pages/rfqs/Rfqs.tsx'), 'Rfqs'),
  ),
  page(
    paths.newRfq,
    lazyRouteComponent(() => import('./pages/rfqs/NewRfq.tsx'), 'NewRfq'),
  ),
  page(
    paths.rfq,
    lazyRouteComponent(() => import('./pages/rfqs/Rfq.tsx'), 'RfqPage'),
  ),
  page(
    paths.editRfq,
    lazyRouteComponent(() => import('./pages/rfqs/EditRfq.tsx'), 'EditRfq'),
  ),
  page(
    paths.comparison,
    lazyRouteComponent(() => import('./pages/awards/Comparison.tsx'), 'ComparisonPage'),
  ),
  page(
    paths.award,
    lazyRouteComponent(() => import('./pages/awards/Award.tsx'), 'AwardPage'),
  ),
  page(
    paths.contract,
    lazyRouteComponent(() => import('./pages/contracts/Contract.tsx'), 'ContractPage'),
  ),
  page(
    paths.proposeChange,
    lazyRouteComponent(() => import('./pages/contracts/propose/ProposeChange.tsx'), 'ProposeChange'),
  ),
  page(
    paths.approvalRecord,
    lazyRouteComponent(() => import('./pages/contracts/ApprovalRecord.tsx'), 'ApprovalRecordPage'),
  ),
  page(
    paths.organisation,
    lazyRouteComponent(() => import('./pages/organisations/Organisation.tsx'), 'OrganisationPage'),
  ),
  page(
    paths.approvals,
    lazyRouteComponent(() => import('./pages/organisations/approvals/Approvals.tsx'), 'ApprovalsPage'),
  ),
  page(
    paths.suppliers,
    lazyRouteComponent(() => import('./pages/suppliers/Suppliers.tsx'), 'SuppliersPage'),
  ),
  page(
    paths.tender,
    lazyRouteComponent(() => import('./pages/tenders/Tender.tsx'), 'TenderPage'),
  ),
  page(
    paths.bid,
    lazyRouteComponent(() => import('./pages/bids/EditBid.tsx'), 'EditBid'),
  ),
  page(
    paths.result,
    lazyRouteComponent(() => import('./pages/bids/Result.tsx'), 'ResultPage'),
  ),
  page(
    paths.myBids,
    lazyRouteComponent(() => import('./pages/bids/MyBids.tsx'), 'MyBids'),
  ),
])

export const createAppRouter = () =>
  createRouter({
    routeTree: tree,
    defaultPreload: 'intent',
    defaultErrorComponent: PageFault,
    scrollRestoration: true,
    parseSearch: readSearch,
    stringifySearch: writeSearch,
  })
