/** What a key is for; each purpose has its own key, derived from the key file, so that one leak opens one drawer. */
export type Purpose =
  'matter.ordinary' | 'matter.rating' | 'matter.accusation' | 'contact' | 'mixer' | 'receipt' | 'files' | 'backup' | 'factor'
/** Keyed digests: look-ups and derivations that nobody without the key can repeat. */
export type DigestPurpose =
  | 'token'
  | 'slot'
  | 'receipt'
  | 'receipt_lookup'
  | 'follow'
  | 'phone'
  | 'session'
  | 'api_key'
  | 'announcement'
  | 'number'
  | 'file'
  | 'order'
  | 'reception'
  | 'bound'
  | 'draw'
  | 'visit'
  | 'booking'

export interface Keys {
  /** 'std' = AES-256-GCM + SHA-256, 'gm' = SM4-CTR with HMAC-SM3 (encrypt then MAC) + SM3. Stored with each record. */
  readonly suite: 'std' | 'gm'
  /** A fresh data key, with its wrapped form to store; destroying the wrapped form erases what it sealed. */
  dataKey(purpose: Purpose): { readonly key: DataKey; readonly wrapped: Buffer }
  unwrap(purpose: Purpose, wrapped: Buffer): DataKey
  /** Seals directly under the purpose's key; `about` is bound as additional data (table, column, row, city). */
  seal(purpose: Purpose, plain: Buffer, about: string): Buffer
  /** Throws when the text, the key or `about` is not the one it was sealed with. */
  open(purpose: Purpose, sealed: Buffer, about: string): Buffer
  digest(purpose: DigestPurpose, ...parts: readonly (string | Buffer)[]): Buffer
  /** Unkeyed: for the trail, which strangers verify. */
  hash(...parts: readonly (string | Buffer)[]): Buffer
  randomBytes(n: number): Buffer
  uuid(): string
}

export interface DataKey {
  seal(plain: Buffer, about: string): Buffer
  open(sealed: Buffer, about: string): Buffer
}
