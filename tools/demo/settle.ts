import type { House } from '../../src/engine/house.ts'
import { StartRefused } from '../../src/main.ts'
import { createKey } from '../../src/org/access/index.ts'
import { importOrg } from '../../src/org/import/index.ts'
import { demoPassword } from './facts.ts'
import type { Town } from './town.ts'

/** The town's people move in: the organisation, their accounts, and a key for the system that pushes services. */
export const settle = async (house: House, town: Town): Promise<{ apiKey: string; unitCodes: ReadonlyMap<string, string> }> => {
  const result = await importOrg(house.as, house.keys, {
    city: house.city,
    texts: town.texts,
    passwordOf: () => demoPassword,
    mustChange: false,
  })
  if (result.faults.length > 0) throw new StartRefused(result.faults.map(fault => `${fault.file}.csv:${fault.line} ${fault.zh}`).join('\n'))
  return house.as({ kind: 'system', city: house.city, name: 'import' }, async tx => {
    const { token } = await createKey(tx, house.keys, house.city, {
      name: '云溪一窗受理系统（演示）',
      scopes: ['services', 'links', 'inbound_sms'],
    })
    const unitCodes = new Map<string, string>()
    for (const place of town.places) {
      const unit = await house.org.unitByCode(tx, place.unit)
      if (unit) unitCodes.set(unit.id, place.unit)
    }
    return { apiKey: token, unitCodes }
  })
}
