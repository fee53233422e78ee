import type { Keys } from '../../../platform/crypto/contract.ts'

/** Keyed digests only: nobody without the city's key can make a link, a slot or a receipt, or tell one from its neighbour. */
type Digests = Pick<Keys, 'digest'>

/** 128 bits, 22 signs. The same service, party and generation give the same token, so the push is idempotent and no token is stored. */
export const tokenOf = (keys: Digests, city: string, service: string, party: Buffer, generation: number): string =>
  keys.digest('token', 'link', city, service, party, String(generation)).subarray(0, 16).toString('base64url')

const tokenShape = /^[A-Za-z0-9_-]{21}[AQgw]$/
export const isToken = (text: string): boolean => tokenShape.test(text)

export const linkDigestOf = (keys: Digests, city: string, token: string): Buffer => keys.digest('token', 'digest', city, token)
export const slotOf = (keys: Digests, city: string, linkDigest: Buffer): Buffer => keys.digest('slot', city, linkDigest)
export const partyDigestOf = (keys: Digests, city: string, ref: string): Buffer => keys.digest('token', 'party', city, ref)

/** A case: of the organ that gave it its number, or the one service where no number was given. */
export const caseKeyOf = (keys: Digests, city: string, organ: string, caseId: string): Buffer =>
  keys.digest('token', 'case', city, organ, caseId)
export const loneCaseKeyOf = (keys: Digests, city: string, service: string): Buffer => keys.digest('token', 'case of one', city, service)

/** Opening of a posted window code: a nonce that only we can have given out, so that nobody makes slots of his own. */
export const windowTokenOf = (keys: Digests, city: string, window: string, cohort: string, nonce: string): string =>
  nonce + keys.digest('token', 'window', city, window, cohort, nonce).subarray(0, 12).toString('base64url')
export const windowNonceLength = 22
export const isWindowToken = (text: string): boolean => /^[A-Za-z0-9_-]{38}$/.test(text)

/** 16 digits that look like nothing in particular. */
export const receiptOf = (keys: Digests, city: string, linkDigest: Buffer, idempotencyKey: string, generation: number): string =>
  (keys.digest('receipt', city, linkDigest, idempotencyKey, String(generation)).readBigUInt64BE(0) % 10_000_000_000_000_000n)
    .toString()
    .padStart(16, '0')

/** What was typed, spaces and all, as 16 digits; undefined for anything else. Full-width digits are what some keyboards give. */
export const readReceipt = (text: string): string | undefined => {
  const digits = text.normalize('NFKC').replace(/[\s-]/g, '')
  return /^\d{16}$/.test(digits) ? digits : undefined
}

export const receiptDigestOf = (keys: Digests, city: string, receipt: string): Buffer => keys.digest('receipt_lookup', city, receipt)
export const followDigestOf = (keys: Digests, city: string, receipt: string): Buffer => keys.digest('follow', city, receipt)

/** Easy to hear over a telephone, in any order harmless, none a surname or a number. */
const firstSigns = '春夏秋冬东南西北红绿蓝紫青山云雨雪风'
const secondSigns = '桃杏梅竹松荷菊桂茶麦稻桥船灯琴鼓灶瓜'

/** 暗号: the caller says it first. Two signs, 324 of them: enough against a stranger who has one guess. */
export const safeWordOf = (keys: Digests, city: string, receipt: string): string => {
  const bytes = keys.digest('receipt', 'safe word', city, receipt)
  return (
    (firstSigns[bytes.readUInt16BE(0) % firstSigns.length] as string) + (secondSigns[bytes.readUInt16BE(2) % secondSigns.length] as string)
  )
}
