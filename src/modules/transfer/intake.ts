import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { numberOf, sayNumber } from '../../engine/index.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { readPhone } from '../../kit/typed.ts'
import type { Person } from '../../org/ledger.ts'
import type { BundleOpened, IntakeAsked, PaperLine } from './contract.ts'
import { codes, settingsNow } from './opened.ts'
import { openingSeats } from './rules/seating.ts'
import { unitByCode } from '../../org/rules/tree.ts'
import { insertBundle, linkCode } from './store.ts'

export interface TakenIn {
  readonly matter: string
  readonly number: string
  /** 16 digits, for the party; the house keeps their digest alone. */
  readonly code: string
}

export const sayPaper = ({ kind, copies, pages }: PaperLine): string => `${kind} ${copies}份 共${pages}页`

/** Takes papers from a party at a point; everything commits together. Pressed twice it is one matter. */
export const takeIn = async (house: House, viewer: Person, asked: IntakeAsked): Promise<TakenIn | Refusal> => {
  const phone = asked.phone ? readPhone(asked.phone) : undefined
  if (asked.phone && phone === undefined) return refuse('phone_invalid', { field: 'phone' })
  return house.as(viewer, async tx => {
    const { city, keys } = house
    const { points } = settingsNow(house)
    const point = points[asked.point]
    const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
    const [unit, office] = [point && unitByCode(org, point.unit), point && unitByCode(org, point.office)]
    if (!point || !unit || !office)
      return refuse('no_such_point', {
        field: 'point',
        values: {
          points: Object.values(points)
            .map(one => one.name)
            .join('、'),
        },
      })
    if (!viewer.posts.some(post => post.unit === unit.id)) return refuse('not_your_point', { field: 'point' })
    const addressee = point.serves.includes(asked.unit) ? unitByCode(org, asked.unit) : undefined
    if (!addressee) return refuse('not_served', { field: 'unit' })
    const code = codes.codeOf(keys, city, asked.key)
    const digest = codes.digestOf(keys, city, code)
    const about = `transfer.contact/${city}/${asked.key}`
    const input: BundleOpened = {
      point: asked.point,
      pointName: point.name,
      unitName: addressee.name,
      officer: asked.officer,
      about: asked.about,
      name: asked.name,
      takenBy: viewer.name,
      ...(asked.helper ? { helper: asked.helper } : {}),
      papers: asked.papers,
      list: asked.papers.map(sayPaper),
      ...(phone === undefined
        ? {}
        : { contact: { sealed: keys.seal('contact', Buffer.from(JSON.stringify({ phone })), about).toString('base64'), about } }),
      follow: digest.toString('hex'),
    }
    const { matter } = await house.engine.open(tx, viewer, {
      kind: 'bundle',
      lane: 'ordinary',
      unit: unit.id,
      seats: openingSeats(org, unit.id, addressee.id, office.id),
      barred: [],
      input,
      source: `transfer/${asked.key}`,
    })
    await insertBundle(tx, city, {
      matter,
      point: asked.point,
      addressee: { unit: addressee.id, name: addressee.name },
      holder: { unit: unit.id, name: point.name },
      person: viewer.person,
      at: house.clock.now(),
    })
    await linkCode(tx, city, digest, matter)
    return { matter, number: sayNumber((await numberOf(tx, city, matter)) ?? ''), code }
  })
}
