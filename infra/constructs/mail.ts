import { Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses'
import { Construct } from 'constructs'
import type { Stage } from '../stages.ts'
import type { ServiceFunction } from './service-function.ts'

/** The domain mails come from. Its DKIM records must be published where the domain is hosted. */
export class Mail extends Construct {
  private readonly address: string
  private readonly identityArn: string

  constructor(scope: Construct, id: string, { mailDomain }: Stage) {
    super(scope, id)
    const { emailIdentityName } = new EmailIdentity(this, 'Domain', { identity: Identity.domain(mailDomain) })
    this.address = `no-reply@${mailDomain}`
    this.identityArn = Stack.of(this).formatArn({
      service: 'ses',
      resource: 'identity',
      resourceName: emailIdentityName,
    })
  }

  /** One sender's address, no other. */
  isSentBy(service: ServiceFunction): void {
    service.role.addToPolicy(
      new PolicyStatement({
        // A letter with a file is sent as MIME, for which SES has a permission of its own.
        actions: ['ses:SendEmail', 'ses:SendRawEmail'],
        resources: [this.identityArn],
        conditions: { StringEquals: { 'ses:FromAddress': this.address } },
      }),
    )
    service.knows({ MAIL_FROM: `Sealbid <${this.address}>` })
  }
}
