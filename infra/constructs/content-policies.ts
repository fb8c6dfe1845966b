/** What a browser may do on each part of the site. Everything not named is refused. */
const policy = (directives: Record<string, string>): string =>
  Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')

const onNobodysPage = { 'base-uri': "'none'", 'form-action': "'none'", 'frame-ancestors': "'none'" }

/** `connectsTo`: where people sign in, and where documents go. */
export const applicationPolicy = (connectsTo: readonly string[]): string =>
  policy({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self'",
    'font-src': "'self'",
    'manifest-src': "'self'",
    'connect-src': ["'self'", ...connectsTo].join(' '),
    ...onNobodysPage,
  })

/** Approvers come from a mail: their page loads nothing from elsewhere and writes no markup from text. */
export const approverPolicy: string = policy({
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self'",
  'connect-src': "'self'",
  ...onNobodysPage,
  'require-trusted-types-for': "'script'",
  'trusted-types': "'none'",
})

/** Answers of the API are data; the one that is a page has its style inside and runs nothing. */
export const answerPolicy: string = policy({
  'default-src': "'none'",
  'style-src': "'unsafe-inline'",
  ...onNobodysPage,
})

/** What of the device our own pages may use: passkeys, and nothing else. No page of another site, framed or framing. */
export const permissionsPolicy = [
  'camera=()',
  'geolocation=()',
  'microphone=()',
  'publickey-credentials-create=(self)',
  'publickey-credentials-get=(self)',
].join(', ')
