import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { rootOf, treeOf } from '../src/modules/evaluation/rules/presence.ts'
import { runVerifyReceipt } from './verify-receipt.ts'

const folder = mkdtempSync(join(tmpdir(), 'huiyin-receipt-'))
const proofOf = (suite: 'std' | 'gm') => {
  const hash = (bytes: Buffer): Buffer => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    return createHash(suite === 'gm' ? 'sm3' : 'sha256')
      .update(Buffer.concat([length, bytes]))
      .digest()
  }
  const digests = Array.from({ length: 64 }, () => randomBytes(32)).sort(Buffer.compare)
  const nodes = treeOf(hash, digests)
  const path: string[] = []
  for (let at = 64 + 37; at > 1; at >>= 1) path.push(nodes.subarray((at ^ 1) * 32, (at ^ 1) * 32 + 32).toString('hex'))
  return { cohort: '2026-W38', suite, digest: digests[37]!.toString('hex'), place: 37, path, root: rootOf(nodes).toString('hex') }
}
const run = async (proof: unknown, ...more: string[]): Promise<{ code: number; said: string }> => {
  const file = join(folder, `${randomBytes(4).toString('hex')}.json`)
  writeFileSync(file, typeof proof === 'string' ? proof : JSON.stringify(proof))
  const said: string[] = []
  const code = await runVerifyReceipt([file, ...more], {
    out: text => {
      said.push(text)
    },
    err: text => {
      said.push(text)
    },
    interactive: false,
  })
  return { code, said: said.join('') }
}

it.each(['std', 'gm'] as const)('an outsider finds a receipt present by the seal copied down from the page (%s)', async suite => {
  const proof = proofOf(suite)
  expect(await run(proof, '--root', proof.root.match(/.{4}/g)!.join(' '))).toMatchObject({ code: 0, said: expect.stringContaining('在册') })
  expect((await run(proof, '--json')).said).toBe('{"present":true,"cohort":"2026-W38","compared":false}\n')
})

it('sees a receipt that was taken out, another seal, and a file that is no proof', async () => {
  const proof = proofOf('std')
  expect((await run({ ...proof, digest: 'ab'.repeat(32) }, '--root', proof.root)).code).toBe(2)
  expect((await run(proof, '--root', 'ab'.repeat(32))).code).toBe(2)
  expect((await run({ ...proof, place: 36 })).code).toBe(2)
  for (const wrong of ['{', '{}', { ...proof, path: ['zz'] }, { ...proof, place: -1 }]) expect((await run(wrong)).code).toBe(1)
})
