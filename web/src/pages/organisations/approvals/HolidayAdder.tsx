import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { CalendarDate } from '../../../../../shared/domain/ids.ts'
import { HolidayCountry, publicHolidays } from '../../../../../shared/domain/public-holidays.ts'
import { serverNow } from '../../../api/server-clock.ts'
import { useOrganisation } from '../../../auth/SessionProvider.tsx'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { ActButton } from '../../../ui/ActButton.tsx'
import styles from './approvals.module.css'

const YEARS_AHEAD = 4

interface Props {
  readonly holidays: readonly string[]
  readonly onAdd: (dates: readonly string[]) => void
}

/** The public holidays of a country, a year at a time, and days of one's own. */
export function HolidayAdder({ holidays, onAdd }: Props) {
  const t = useT()
  const { address } = useOrganisation()
  const home = HolidayCountry.safeParse(address.country)
  const [country, setCountry] = useState<HolidayCountry>(home.success ? home.data : 'DK')
  const [thisYear] = useState(() => new Date(serverNow()).getUTCFullYear())
  const [year, setYear] = useState(thisYear + 1)
  const [day, setDay] = useState('')

  const missing = publicHolidays(country, year).filter((date) => !holidays.includes(date))
  const dayHinders = () => {
    if (!CalendarDate.safeParse(day).success) return t('policy.chooseDay')
    return holidays.includes(day) ? t('policy.haveDay') : undefined
  }
  return (
    <div className={styles.adders}>
      <div className={styles.adder}>
        <NativeSelect
          label={t('policy.holidaysOf')}
          value={country}
          onChange={(event) => setCountry(HolidayCountry.parse(event.currentTarget.value))}
          data={HolidayCountry.options.map((value) => ({
            value,
            label: t('policy.holidayCountry', { country: value }),
          }))}
        />
        <NativeSelect
          label={t('policy.year')}
          value={String(year)}
          onChange={(event) => setYear(Number(event.currentTarget.value))}
          data={Array.from({ length: YEARS_AHEAD }, (_, i) => String(thisYear + i))}
        />
        <ActButton
          disabledReason={missing.length > 0 ? undefined : t('policy.haveHolidays')}
          onClick={() => onAdd(missing)}
        >
          {t('policy.addHolidays', { year: String(year) })}
        </ActButton>
      </div>
      <div className={styles.adder}>
        <TextInput
          type="date"
          label={t('policy.anotherDay')}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <ActButton disabledReason={dayHinders()} onClick={() => onAdd([day])}>
          {t('policy.addDay')}
        </ActButton>
      </div>
    </div>
  )
}
