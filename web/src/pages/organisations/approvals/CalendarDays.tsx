import { Checkbox } from '@mantine/core'
import { MAX_HOLIDAYS } from '../../../../../shared/domain/working-days.ts'
import { useOrganisation } from '../../../auth/SessionProvider.tsx'
import { useFormat, useT } from '../../../i18n/I18nProvider.tsx'
import { DefinitionList } from '../../../ui/DefinitionList.tsx'
import { Section } from '../../../ui/Section.tsx'
import { toast } from '../../../ui/toast.tsx'
import styles from './approvals.module.css'
import { HolidayAdder } from './HolidayAdder.tsx'
import type { PolicyEdit } from './policy-edit.ts'
import { useRemove } from './use-remove.ts'

const WEEK = [1, 2, 3, 4, 5, 6, 7]

/** On which days time limits are counted. */
export function CalendarDays({ edit }: { readonly edit: PolicyEdit }) {
  const t = useT()
  const format = useFormat()
  const { timeZone } = useOrganisation()
  const { terms, change } = edit
  const { calendar } = terms
  const { workDays, holidays } = calendar
  const withDays = (changed: Partial<typeof calendar>) => ({ ...terms, calendar: { ...calendar, ...changed } })
  const remove = useRemove(edit)
  const turn = (day: number, on: boolean) => {
    const next = WEEK.filter((one) => (one === day ? on : workDays.includes(one)))
    if (next.length === 0) return toast(t('policy.oneWeekday'))
    change?.(withDays({ workDays: next }))
  }
  const add = (dates: readonly string[]) =>
    change?.(withDays({ holidays: [...new Set([...holidays, ...dates])].sort().slice(-MAX_HOLIDAYS) }))
  const years = [...new Set(holidays.map((date) => date.slice(0, 4)))].sort()
  return (
    <Section title={t('policy.calendar')} hint={t('policy.calendarHint', { zone: timeZone })}>
      {change ? (
        <fieldset className={styles.boxes}>
          <legend>{t('policy.weekdays')}</legend>
          {WEEK.map((day) => (
            <Checkbox
              key={day}
              label={format.weekday(day)}
              checked={workDays.includes(day)}
              onChange={(event) => turn(day, event.currentTarget.checked)}
            />
          ))}
        </fieldset>
      ) : (
        <DefinitionList items={[{ term: t('policy.weekdays'), value: format.list(workDays.map(format.weekday)) }]} />
      )}
      <h3 className={styles.subhead}>{t('policy.holidays')}</h3>
      {holidays.length === 0 && <p className={styles.fine}>{t('policy.noHolidays')}</p>}
      {years.map((year) => {
        const dates = holidays.filter((date) => date.startsWith(year))
        return (
          <div key={year}>
            <h4 className={styles.year}>{t('policy.holidaysIn', { year, count: dates.length })}</h4>
            <ul className={styles.days}>
              {dates.map((date) => (
                <li key={date} className={styles.day} data-read={change ? undefined : true}>
                  {format.day(date)}
                  {change && (
                    <button
                      type="button"
                      aria-label={t('policy.removeDay', { date: format.date(date) })}
                      onClick={() =>
                        remove(format.date(date), withDays({ holidays: holidays.filter((one) => one !== date) }))
                      }
                    >
                      ×
                    </button>
                  )}
                </li>
              ))}
            </ul>
          </div>
        )
      })}
      {change && <HolidayAdder holidays={holidays} onAdd={add} />}
    </Section>
  )
}
