import { Button, type ButtonProps, Tooltip } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import styles from './ActButton.module.css'

interface Props extends ButtonProps {
  /** Why it cannot be done now; the button stays focusable and says so. */
  readonly disabledReason?: string | undefined
  readonly onClick?: () => void
  readonly type?: 'button' | 'submit'
  readonly form?: string
  readonly children: ReactNode
}

/** A button that is disabled with a reason rather than hidden. */
export function ActButton({ disabledReason, onClick, type = 'button', children, ...rest }: Props) {
  const reasonId = useId()
  if (disabledReason === undefined) {
    return (
      <Button type={type} {...(onClick ? { onClick } : {})} {...rest}>
        {children}
      </Button>
    )
  }
  return (
    <>
      <Tooltip label={disabledReason} events={{ hover: true, focus: true, touch: true }} maw={320}>
        <Button
          type="button"
          aria-disabled="true"
          data-disabled
          aria-describedby={reasonId}
          className={styles.off}
          {...rest}
          onClick={(event) => event.preventDefault()}
        >
          {children}
        </Button>
      </Tooltip>
      <span id={reasonId} className="visually-hidden">
        {disabledReason}
      </span>
    </>
  )
}

/** The single primary act of a page or a dialog. */
export function PrimaryButton(props: Props) {
  return <ActButton variant="filled" {...props} />
}

/** An act that destroys something or vetoes it. */
export function DangerButton(props: Props) {
  return <ActButton variant="outline" color="red" {...props} />
}
