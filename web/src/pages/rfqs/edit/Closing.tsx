import { NativeSelect, Radio } from '@mantine/core'
import { type RfqTerms, ToldToLosers } from '../../../../../shared/domain/rfq.ts'
import { instantToWall, wallToInstant } from '../../../../../shared/domain/zoned-time.ts'
import { DateTimeField } from '../../../form/date-fields.tsx'
import type { Form } from '../../../form/use-form.ts'
import { useT } from '../../../i18n/I18nProvider.tsx'
import { Section } from '../../../ui/Section.tsx'
import styles from './edit.module.css'

const zones = Intl.supportedValuesOf('timeZone')

export function Closing({ form }: { readonly form: Form<RfqTerms> }) {
  const t = useT()
  const { timeZone, closesAt, toldToLosers } = form.values

  // The clock time that was chosen stays; the instant follows the zone.
  const moveTo = (zone: string) => {
    const wall = closesAt && instantToWall(closesAt, timeZone)
    form.replace({ ...form.values, timeZone: zone, closesAt: (wall && wallToInstant(wall, zone)) || null })
  }
  return (
    <Section id="closing" title={t('rfqs.sectionName', { section: 'closing' })}>
      <div className={styles.fields}>
        <DateTimeField
          form={form}
          at="/closesAt"
          label={t('rfqs.closesAt')}
          hint={t('rfqs.closesAtHint')}
          timeZone={timeZone}
        />
        <NativeSelect
          id={form.fieldId('/timeZone')}
          label={t('rfqs.timeZone')}
          description={t('rfqs.timeZoneHint')}
          data={zones.includes(timeZone) ? zones : [timeZone, ...zones]}
          value={timeZone}
          onChange={(event) => moveTo(event.currentTarget.value)}
        />
        <Radio.Group
          label={t('rfqs.toldToLosers')}
          description={t('rfqs.toldHint')}
          value={toldToLosers}
          onChange={(value) => form.set('/toldToLosers', value)}
          className={styles.choices}
        >
          {ToldToLosers.options.map((told) => (
            <Radio key={told} value={told} label={t('rfqs.toldName', { told })} />
          ))}
        </Radio.Group>
      </div>
    </Section>
  )
}
