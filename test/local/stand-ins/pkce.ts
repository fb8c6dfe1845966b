import { createHash, randomBytes } from 'node:crypto'

export type Tokens = { access_token: string; id_token: string; refresh_token: string; expires_in: number }

/** A browser's part in signing in, without the browser: cookies, redirects and forms. */
export const aVisitor = (
  issuer: string,
  client: { clientId: string; redirectUri: string; scope: string },
  language = 'en',
) => {
  const cookies = new Map<string, string>()
  const verifier = randomBytes(32).toString('base64url')
  const visit = async (url: string | URL, form?: Record<string, string>): Promise<Response> => {
    const answer = await fetch(new URL(url, issuer), {
      redirect: 'manual',
      headers: {
        // A kept connection would break when a test restarts the issuer.
        connection: 'close',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'accept-language': language,
        accept: 'text/html',
      },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';')[0]?.split(/=(.*)/s) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  const follow = async (answer: Response): Promise<{ url: URL; answer: Response }> => {
    const location = answer.headers.get('location')
    const url = new URL(location ?? answer.url, issuer)
    return location !== null && url.origin === issuer ? follow(await visit(url)) : { url, answer }
  }
  const authorize = async (more: Record<string, string> = {}) =>
    follow(
      await visit(
        `/auth?${new URLSearchParams({
          client_id: client.clientId,
          response_type: 'code',
          redirect_uri: client.redirectUri,
          scope: client.scope,
          code_challenge: createHash('sha256').update(verifier).digest('base64url'),
          code_challenge_method: 'S256',
          ...more,
        })}`,
      ),
    )
  /** Sends a form of the page last shown, and goes where it leads. */
  const send = async (page: URL | string, form: Record<string, string>) => follow(await visit(page, form))
  const exchange = (form: Record<string, string>) =>
    fetch(`${issuer}/token`, {
      method: 'POST',
      headers: { origin: new URL(client.redirectUri).origin, connection: 'close' },
      body: new URLSearchParams({ client_id: client.clientId, ...form }),
    })
  const tokens = async (back: URL): Promise<Tokens> => {
    const code = back.searchParams.get('code') ?? ''
    const answer = await exchange({
      grant_type: 'authorization_code',
      code,
      redirect_uri: client.redirectUri,
      code_verifier: verifier,
    })
    if (!answer.ok) throw new Error(await answer.text())
    return (await answer.json()) as Tokens
  }
  const refresh = async (refresh_token: string) => {
    const answer = await exchange({ grant_type: 'refresh_token', refresh_token })
    return { status: answer.status, ...((await answer.json()) as Partial<Tokens>) }
  }
  return { visit, authorize, send, tokens, refresh }
}
