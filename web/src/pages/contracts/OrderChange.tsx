import { getOrderChange, getSupplierOrderChange } from '../../../../shared/contracts/contract-changes.ts'
import { useCall } from '../../api/use-api.ts'
import { useT } from '../../i18n/I18nProvider.tsx'
import { ActButton } from '../../ui/ActButton.tsx'
import { downloadText } from '../../ui/download.ts'
import { RefusalNotice } from '../../ui/RefusalNotice.tsx'
import styles from './contract.module.css'

const save = (orderNumber: string, number: number, xml: string) =>
  downloadText(`${orderNumber}-change-${number}.xml`, 'application/xml', xml)

interface Props {
  readonly number: number
  readonly orderNumber: string
}

export function BuyerOrderChange({ rfqId, number, orderNumber }: Props & { readonly rfqId: string }) {
  const order = useCall(getOrderChange, { answered: (answer) => answer.ok && save(orderNumber, number, answer.value) })
  return <Download of={order} number={number} onClick={() => order.mutate({ params: { rfqId, number } })} />
}

interface SupplierProps extends Props {
  readonly tender: { readonly buyerId: string; readonly rfqId: string }
}

export function SupplierOrderChange({ tender, number, orderNumber }: SupplierProps) {
  const order = useCall(getSupplierOrderChange, {
    answered: (answer) => answer.ok && save(orderNumber, number, answer.value),
  })
  return <Download of={order} number={number} onClick={() => order.mutate({ params: { ...tender, number } })} />
}

interface DownloadProps {
  readonly of: {
    readonly refusal: { readonly code: string } | undefined
    readonly error: Error | null
    readonly isPending: boolean
  }
  readonly number: number
  readonly onClick: () => void
}

function Download({ of: { refusal, error, isPending }, number, onClick }: DownloadProps) {
  const t = useT()
  return (
    <div className={`${styles.change} no-print`}>
      <RefusalNotice refusal={refusal} error={error} />
      <div>
        <ActButton size="xs" loading={isPending} onClick={onClick}>
          {t('changes.orderChange')}
          <span className="visually-hidden"> {t('changes.number', { number })}</span>
        </ActButton>
      </div>
    </div>
  )
}
