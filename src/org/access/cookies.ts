/**
 * Cookies by these prefixes are taken by a browser only over TLS and only from this very host, so that a neighbouring
 * host of the same city cannot plant one. The demo has no TLS.
 */
export const sessionCookie = '__Host-huiyin_session'
/** Sent to /api/session alone, and a `__Host-` cookie would go everywhere. */
export const deviceCookie = '__Secure-huiyin_device'
export const cookieNames = (demo: boolean): { readonly session: string; readonly device: string } =>
  demo ? { session: 'huiyin_session', device: 'huiyin_device' } : { session: sessionCookie, device: deviceCookie }
/** Sent by pages that ask by themselves: such calls do not keep an abandoned screen signed in. */
export const unattendedHeader = 'x-huiyin-unattended'
