/**
 * That a receipt is among those of a released week, shown without showing the others: a binary tree over the sorted
 * digests, whose root is published. Leaf: hash of 00 and the digest; above: hash of 01, left, right. Each hash is taken
 * over four bytes of length and then the bytes, with SHA-256 or SM3. Anybody can check it with `npx huiyin verify-receipt`.
 */
export type HashBytes = (bytes: Buffer) => Buffer

const leafOf = (hash: HashBytes, digest: Buffer): Buffer => hash(Buffer.concat([Buffer.of(0), digest]))
const pairOf = (hash: HashBytes, left: Buffer, right: Buffer): Buffer => hash(Buffer.concat([Buffer.of(1), left, right]))

/** A power of two: what is drawn at random beyond the receipts hides how many there are. */
export const leavesFor = (receipts: number): number => Math.max(64, 2 ** Math.ceil(Math.log2(Math.max(1, receipts))))

/** All nodes in heap order, 32 bytes each: the root at 1, the leaves from `digests.length` on; the first 32 bytes are zeros. */
export const treeOf = (hash: HashBytes, digests: readonly Buffer[]): Buffer => {
  const leaves = digests.length
  if (leavesFor(leaves) !== leaves) throw new RangeError('as many leaves as a power of two')
  const nodes = Buffer.alloc(leaves * 64)
  for (const [place, digest] of digests.entries()) leafOf(hash, digest).copy(nodes, (leaves + place) * 32)
  for (let at = leaves - 1; at >= 1; at--)
    pairOf(hash, nodes.subarray(at * 64, at * 64 + 32), nodes.subarray(at * 64 + 32, at * 64 + 64)).copy(nodes, at * 32)
  return nodes
}

export const rootOf = (nodes: Buffer): Buffer => nodes.subarray(32, 64)

/** Where a digest at this place ends up with these neighbours, the lowest first. */
export const climb = (hash: HashBytes, digest: Buffer, place: number, neighbours: readonly Buffer[]): Buffer =>
  neighbours.reduce(
    (node, other, step) => ((place >> step) % 2 === 0 ? pairOf(hash, node, other) : pairOf(hash, other, node)),
    leafOf(hash, digest),
  )

/** What the receipt's page hands out; nothing in it says what was rated, when or by whom. */
export interface Presence {
  readonly cohort: string
  readonly suite: 'std' | 'gm'
  readonly digest: string
  readonly place: number
  readonly path: readonly string[]
  readonly root: string
}

export const isPresent = (hash: HashBytes, { digest, place, path, root }: Pick<Presence, 'digest' | 'place' | 'path' | 'root'>): boolean =>
  place < 2 ** path.length &&
  climb(
    hash,
    Buffer.from(digest, 'hex'),
    place,
    path.map(one => Buffer.from(one, 'hex')),
  ).toString('hex') === root
