export const locales = ['en', 'fr', 'da'] as const
export type Locale = (typeof locales)[number]

const en = {
  signIn: 'Sign in',
  oneClick: 'This is the local demo. One click signs you in as one of these people.',
  withEmail: 'With an e-mail address',
  email: 'E-mail address',
  sendCode: 'Send me a code',
  codeSent: 'We sent a six-digit code to',
  code: 'Code',
  codeHint: 'It is valid for 10 minutes and for five tries.',
  continue: 'Continue',
  again: 'Send a new code',
  otherAddress: 'Use another address',
  whoAreYou: 'What is your name?',
  name: 'Name',
  nameHint: 'Others see it beside what you do.',
  signedOut: 'You are signed out',
  signingOut: 'Signing out',
  signOut: 'Sign out',
  toSealbid: 'To sealbid',
  cannot: 'You cannot be signed in here',
  expired: 'This sign-in has expired or belongs to another browser window. Start again from sealbid.',
  badRequest: 'The program that sent you here asked for something the sign-in does not offer:',
  badEmail: 'This is not an e-mail address. It looks like name@example.org.',
  wrongCode: 'This is not the code we sent. Tries left:',
  codeExpired: 'The code has expired. Ask for a new one.',
  codeBurnt: 'Five wrong codes: this one is no longer valid. Ask for a new one.',
  tooManyCodes: 'Five codes were sent. Start again from sealbid to get more.',
  badName: 'Give a name of up to 100 characters.',
}
export type Text = keyof typeof en

const fr: Record<Text, string> = {
  signIn: 'Se connecter',
  oneClick: 'Ceci est la démonstration locale. Un clic vous connecte comme l’une de ces personnes.',
  withEmail: 'Avec une adresse électronique',
  email: 'Adresse électronique',
  sendCode: 'M’envoyer un code',
  codeSent: 'Nous avons envoyé un code à six chiffres à',
  code: 'Code',
  codeHint: 'Il est valable 10 minutes, pour cinq essais.',
  continue: 'Continuer',
  again: 'Envoyer un nouveau code',
  otherAddress: 'Utiliser une autre adresse',
  whoAreYou: 'Comment vous appelez-vous ?',
  name: 'Nom',
  nameHint: 'Les autres le voient à côté de ce que vous faites.',
  signedOut: 'Vous êtes déconnecté',
  signingOut: 'Déconnexion',
  signOut: 'Se déconnecter',
  toSealbid: 'Vers sealbid',
  cannot: 'Connexion impossible ici',
  expired: 'Cette connexion a expiré ou appartient à une autre fenêtre. Recommencez depuis sealbid.',
  badRequest: 'Le programme qui vous envoie ici demande ce que la connexion n’offre pas :',
  badEmail: 'Ce n’est pas une adresse électronique. Elle ressemble à nom@exemple.org.',
  wrongCode: 'Ce n’est pas le code envoyé. Essais restants :',
  codeExpired: 'Le code a expiré. Demandez-en un nouveau.',
  codeBurnt: 'Cinq codes erronés : celui-ci n’est plus valable. Demandez-en un nouveau.',
  tooManyCodes: 'Cinq codes ont été envoyés. Recommencez depuis sealbid pour en recevoir d’autres.',
  badName: 'Indiquez un nom de 100 caractères au plus.',
}

const da: Record<Text, string> = {
  signIn: 'Log ind',
  oneClick: 'Dette er den lokale demo. Ét klik logger dig ind som en af disse personer.',
  withEmail: 'Med en e-mailadresse',
  email: 'E-mailadresse',
  sendCode: 'Send mig en kode',
  codeSent: 'Vi har sendt en sekscifret kode til',
  code: 'Kode',
  codeHint: 'Den gælder i 10 minutter og til fem forsøg.',
  continue: 'Fortsæt',
  again: 'Send en ny kode',
  otherAddress: 'Brug en anden adresse',
  whoAreYou: 'Hvad hedder du?',
  name: 'Navn',
  nameHint: 'Andre ser det ved siden af det, du gør.',
  signedOut: 'Du er logget ud',
  signingOut: 'Logger ud',
  signOut: 'Log ud',
  toSealbid: 'Til sealbid',
  cannot: 'Du kan ikke logges ind her',
  expired: 'Dette login er udløbet eller hører til et andet vindue. Begynd igen fra sealbid.',
  badRequest: 'Programmet, der sendte dig hertil, bad om noget, login ikke tilbyder:',
  badEmail: 'Det er ikke en e-mailadresse. Den ligner navn@eksempel.org.',
  wrongCode: 'Det er ikke den kode, vi sendte. Forsøg tilbage:',
  codeExpired: 'Koden er udløbet. Bed om en ny.',
  codeBurnt: 'Fem forkerte koder: den gælder ikke længere. Bed om en ny.',
  tooManyCodes: 'Der er sendt fem koder. Begynd igen fra sealbid for at få flere.',
  badName: 'Skriv et navn på højst 100 tegn.',
}

export const texts: Record<Locale, Record<Text, string>> = { en, fr, da }

const asLocale = (tag: string): Locale | undefined =>
  locales.find((locale) => locale === tag.trim().toLowerCase().split('-')[0])

const byQuality = (header: string): string[] =>
  header
    .split(',')
    .map((range) => ({ tag: range.split(';')[0] ?? '', quality: Number(/q=([\d.]+)/.exec(range)?.[1] ?? 1) }))
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag)

/** What the product asked for (`ui_locales`), else what the browser prefers, else English. */
export const localeFor = (uiLocales: unknown, acceptLanguage = ''): Locale => {
  const wanted = [...(typeof uiLocales === 'string' ? uiLocales.split(' ') : []), ...byQuality(acceptLanguage)]
  return wanted.flatMap((tag) => asLocale(tag) ?? [])[0] ?? 'en'
}
