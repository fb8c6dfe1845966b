import { Navigate } from '@tanstack/react-router'
import type { paths } from '../links.ts'

export function Redirect({ to }: { readonly to: typeof paths.welcome | typeof paths.home }) {
  return <Navigate to={to} replace />
}
