export type Stage = {
  readonly name: string
  /** True where the data outlives the stack: backups, deletion protection, nothing destroyed with its resource. */
  readonly keepsData: boolean
  /** A domain of yours that SES has verified; mails come from it. */
  readonly mailDomain: string
  /** Who gets a mail when an alarm rings. */
  readonly tellAlarmsTo: string
  readonly logDays: 14 | 365
}

/** Dev and prod side by side. Put your own domain and mailbox here before deploying. */
export const stages = {
  dev: {
    name: 'dev',
    keepsData: false,
    mailDomain: 'dev.sealbid.example',
    tellAlarmsTo: 'developers@sealbid.example',
    logDays: 14,
  },
  prod: {
    name: 'prod',
    keepsData: true,
    mailDomain: 'sealbid.example',
    tellAlarmsTo: 'operations@sealbid.example',
    logDays: 365,
  },
} as const satisfies Record<string, Stage>
export type StageName = keyof typeof stages
