import { useSide } from '../../shell/side.ts'
import { BuyerHome } from './BuyerHome.tsx'
import { SupplierHome } from './SupplierHome.tsx'

export function Home() {
  return useSide().side === 'buying' ? <BuyerHome /> : <SupplierHome />
}
