import { createCipheriv, createHash, createHmac, createSecretKey } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeKeys, openKeys, testKeys } from './keys.ts'
import { KeyFolderRefused, rotateMasterKey } from './masterKey.ts'
import { frame, keyedHash, SealBroken } from './suite.ts'

const folder = (): string => join(mkdtempSync(join(tmpdir(), 'huiyin-keys-')), 'keys')
const text = (value: string): Buffer => Buffer.from(value)

describe.each(['std', 'gm'] as const)('sealing with suite %s', suite => {
  const keys = testKeys(suite)

  it('opens what it sealed, whatever the text and the place', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (bytes, about) => {
        const plain = Buffer.from(bytes)
        expect(keys.open('contact', keys.seal('contact', plain, about), about)).toEqual(plain)
      }),
    )
  })

  it('refuses a value moved to another row, column or city, because the place is bound', () => {
    const sealed = keys.seal('contact', text('13800000000'), 'callback.contact/phone/city/row-1')
    for (const about of [
      'callback.contact/phone/city/row-2',
      'callback.contact/name/city/row-1',
      'callback.contact/phone/other/row-1',
      '',
    ]) {
      expect(() => keys.open('contact', sealed, about)).toThrow(SealBroken)
    }
  })

  it('refuses every single flipped bit, cut and extension', () => {
    const sealed = keys.seal('files', text('evidence'), 'x')
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed)
      changed[bit >> 3]! ^= 1 << (bit & 7)
      expect(() => keys.open('files', changed, 'x')).toThrow(SealBroken)
    }
    for (let length = 0; length < sealed.length; length++)
      expect(() => keys.open('files', sealed.subarray(0, length), 'x')).toThrow(SealBroken)
    expect(() => keys.open('files', Buffer.concat([sealed, Buffer.alloc(1)]), 'x')).toThrow(SealBroken)
  })

  it('refuses the key of another purpose, so that one leak opens one drawer', () => {
    const sealed = keys.seal('matter.ordinary', text('words'), 'x')
    for (const purpose of ['matter.rating', 'matter.accusation', 'contact', 'mixer', 'files', 'backup'] as const) {
      expect(() => keys.open(purpose, sealed, 'x')).toThrow(SealBroken)
    }
  })

  it('never seals twice alike', () => {
    const seen = new Set(Array.from({ length: 2000 }, () => keys.seal('contact', text('same'), 'x').toString('hex')))
    expect(seen.size).toBe(2000)
  })

  it('wraps data keys, which open only unwrapped for their own purpose', () => {
    const { key, wrapped } = keys.dataKey('mixer')
    const sealed = key.seal(text('rating'), 'slot')
    expect(keys.unwrap('mixer', wrapped).open(sealed, 'slot').toString()).toBe('rating')
    expect(() => keys.unwrap('files', wrapped)).toThrow(SealBroken)
    expect(() => keys.dataKey('mixer').key.open(sealed, 'slot')).toThrow(SealBroken)
    expect(() => keys.unwrap('mixer', wrapped).open(sealed, 'other slot')).toThrow(SealBroken)
    expect(() => keys.open('mixer', sealed, 'slot')).toThrow(SealBroken)
  })

  it('tells ("a", "bc") from ("ab", "c") and one purpose from another', () => {
    expect(keys.digest('token', 'a', 'bc')).not.toEqual(keys.digest('token', 'ab', 'c'))
    expect(keys.digest('token', 'a')).not.toEqual(keys.digest('slot', 'a'))
    expect(keys.digest('token', 'a')).toEqual(testKeys(suite).digest('token', 'a'))
    expect(keys.hash('a', 'bc')).toEqual(
      createHash(suite === 'gm' ? 'sm3' : 'sha256')
        .update(frame(['a', 'bc']))
        .digest(),
    )
  })
})

describe('the two suites together', () => {
  const secret = createSecretKey(Buffer.alloc(32, 7))
  it('open each other’s values, because the suite stands in each of them', () => {
    const masters = [{ version: 1, suite: 'std' as const, secret }]
    const std = makeKeys(masters, 'std')
    const gm = makeKeys(masters, 'gm')
    expect(gm.open('contact', std.seal('contact', text('old'), 'x'), 'x').toString()).toBe('old')
    expect(std.open('contact', gm.seal('contact', text('new'), 'x'), 'x').toString()).toBe('new')
    const { key, wrapped } = std.dataKey('files')
    expect(
      gm
        .unwrap('files', wrapped)
        .open(key.seal(text('f'), 'x'), 'x')
        .toString(),
    ).toBe('f')
  })
  it('keep their digests when the suite changes: a look-up must still find the row', () => {
    const masters = [{ version: 1, suite: 'std' as const, secret }]
    expect(makeKeys(masters, 'gm').digest('phone', '138')).toEqual(makeKeys(masters, 'std').digest('phone', '138'))
  })
})

describe('the key folder', () => {
  it('is made at the first start, closed to others, and gives the same keys at the next', () => {
    const place = folder()
    const sealed = openKeys(place, 'std').seal('contact', text('kept'), 'x')
    expect(openKeys(place, 'std').open('contact', sealed, 'x').toString()).toBe('kept')
    expect(statSync(place).mode & 0o777).toBe(0o700)
    expect(statSync(join(place, 'master-1-std.key'))).toMatchObject({ size: 32 })
    expect(statSync(join(place, 'master-1-std.key')).mode & 0o777).toBe(0o600)
  })
  it('is refused with a sentence when others can read it or bytes are missing', () => {
    const place = folder()
    openKeys(place, 'std')
    const file = join(place, readdirSync(place)[0]!)
    chmodSync(file, 0o640)
    expect(() => openKeys(place, 'std')).toThrow(/can be read by others \(mode 640\).*chmod 600/)
    chmodSync(file, 0o600)
    truncateSync(file, 31)
    expect(() => openKeys(place, 'std')).toThrow(KeyFolderRefused)
  })
  it('rotates: old values open, new ones carry the new version, a lost version is refused', () => {
    const place = folder()
    const before = openKeys(place, 'std').seal('contact', text('old'), 'x')
    const digest = openKeys(place, 'std').digest('phone', '138')
    expect(rotateMasterKey(place, 'gm')).toBe(2)
    const keys = openKeys(place, 'gm')
    const after = keys.seal('contact', text('new'), 'x')
    expect([before[1], after[1]]).toEqual([1, 2])
    expect(keys.open('contact', before, 'x').toString()).toBe('old')
    expect(keys.open('contact', after, 'x').toString()).toBe('new')
    expect(keys.digest('phone', '138')).toEqual(digest)
    expect(() => testKeys('gm').open('contact', after, 'x')).toThrow(SealBroken)
  })
})

describe('the primitives agree with the standards', () => {
  it('SM3 (GB/T 32905-2016, A.1 and A.2)', () => {
    expect(createHash('sm3').update('abc').digest('hex')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
    expect(createHash('sm3').update('abcd'.repeat(16)).digest('hex')).toBe(
      'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
    )
  })
  it('SM4 (GB/T 32907-2016, A.1 one block, A.2 the same block a million times over)', () => {
    const block = Buffer.from('0123456789abcdeffedcba9876543210', 'hex')
    const once = createCipheriv('sm4-ecb', createSecretKey(block), null)
    expect(once.update(block).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246')
    // CBC over zeros with the block as its start value is the block cipher applied to its own output again and again.
    const chained = createCipheriv('sm4-cbc', createSecretKey(block), block).update(Buffer.alloc(16_000_000))
    expect(chained.subarray(-16).toString('hex')).toBe('595298c7c6fd271f0402f804c33d3f66')
  })
  it('SM4-CTR is SM4 of the counter, added to the text', () => {
    const key = createSecretKey(Buffer.from('0123456789abcdeffedcba9876543210', 'hex'))
    const counter = Buffer.from('fedcba98765432100123456789abcdef', 'hex')
    const ecb = createCipheriv('sm4-ecb', key, null)
    const stream = ecb.update(counter)
    const ctr = createCipheriv('sm4-ctr', key, counter)
    expect(ctr.update(Buffer.alloc(16)).equals(stream)).toBe(true)
  })
  it('AES-256-GCM (NIST test case 14) and HMAC-SHA-256 (RFC 4231 case 2)', () => {
    const gcm = createCipheriv('aes-256-gcm', createSecretKey(Buffer.alloc(32)), Buffer.alloc(12))
    expect(Buffer.concat([gcm.update(Buffer.alloc(16)), gcm.final()]).toString('hex')).toBe('cea7403d4d606b6e074ec5d3baf39d18')
    expect(gcm.getAuthTag().toString('hex')).toBe('d0d1c8a799996bf0265b98b5d48ab919')
    expect(createHmac('sha256', 'Jefe').update('what do ya want for nothing?').digest('hex')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    )
  })
  it('our HMAC is the HMAC of the library for any key of a block and any text, also when one digest follows another', () => {
    expect(keyedHash('sha256', createSecretKey(text('Jefe')))(text('what do ya want for nothing?')).toString('hex')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    )
    fc.assert(
      fc.property(
        fc.constantFrom('sha256', 'sm3'),
        fc.uint8Array({ minLength: 1, maxLength: 64 }),
        fc.array(fc.uint8Array({ maxLength: 1_000 }), { minLength: 1, maxLength: 4 }),
        (hash, key, texts) => {
          const secret = createSecretKey(key)
          const digest = keyedHash(hash, secret)
          for (const one of texts) {
            const expected = createHmac(hash, secret).update(one).digest('hex')
            expect(digest(Buffer.from(one)).toString('hex')).toBe(expected)
          }
        },
      ),
    )
  })
  it('our HMAC refuses a key of more than a block: it would have to be hashed first', () => {
    expect(() => keyedHash('sha256', createSecretKey(Buffer.alloc(65)))).toThrow(RangeError)
  })
})
