import type { FastifyReply } from 'fastify'
import { drawNonce } from '../crypto/randomPool.ts'
import type { HeaderClass } from './contract.ts'

const permissions = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
  'xr-spatial-tracking',
]
  .map(feature => `${feature}=()`)
  .join(', ')

const closed = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/**
 * Neither script nor style without this answer's nonce or from our own host. The console's component library gives its
 * styles the nonce; it and the charts build elements from text, so trusted types are asked of the citizens' pages only.
 */
const contentPolicy: Readonly<Record<HeaderClass, (nonce: string) => string>> = {
  api: () => closed,
  asset: () => closed,
  download: () => `${closed}; sandbox`,
  page: nonce =>
    `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
  console: nonce =>
    `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
}

const drawn = Buffer.alloc(16)
export const newNonce = (): string => {
  drawNonce(drawn)
  return drawn.toString('base64')
}

/**
 * Every answer carries its class's headers, the ones for errors included. HSTS is left out in the demo, which has no TLS.
 * An answer for which no nonce was drawn has nothing that may run or be styled: it is closed whatever its class.
 */
export const setHeaders = (reply: FastifyReply, kind: HeaderClass, nonce: string | undefined, demo: boolean): void => {
  reply.header('content-security-policy', nonce === undefined && kind !== 'download' ? closed : contentPolicy[kind](nonce ?? ''))
  reply.header('x-content-type-options', 'nosniff')
  reply.header('referrer-policy', 'no-referrer')
  reply.header('cross-origin-opener-policy', 'same-origin')
  reply.header('cross-origin-resource-policy', 'same-origin')
  reply.header('permissions-policy', permissions)
  reply.header('x-robots-tag', 'noindex')
  if (!demo) reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains')
  if (kind === 'download' && !reply.hasHeader('content-disposition')) reply.header('content-disposition', 'attachment')
  // Built assets carry a digest in their name; everything else may hold what only this viewer may see, now.
  if (kind !== 'asset') reply.header('cache-control', 'no-store')
  else if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'public, max-age=31536000, immutable')
}
