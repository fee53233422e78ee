import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { buildHouse, startHouse } from '../../src/main.ts'
import { MovableClock } from '../../src/platform/clock.ts'
import { silentLog } from '../../src/platform/log.ts'
import { freshDatabase } from '../database.ts'
import { townFolder } from '../programme.ts'

it('a rung reached at midnight lets its leader sleep, while whoever has the watch hears of a call at once', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'huiyin-night-'))
  const clock = new MovableClock(new Date('2026-09-17T00:07:00+08:00'))
  const config = {
    dataFolder,
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1:1',
    programmeFolder: townFolder,
    suite: 'std',
    demo: true,
    migrate: false,
  } as const
  const house = await buildHouse(config, { clock, log: silentLog, database: await freshDatabase() })
  const running = await startHouse(house, { beatMs: 0, console: false })
  const sent = (): string[] =>
    existsSync(join(dataFolder, 'outbox.ndjson'))
      ? readFileSync(join(dataFolder, 'outbox.ndjson'), 'utf8')
          .trim()
          .split('\n')
          .map(line => (JSON.parse(line) as { template: string }).template)
          .sort()
      : []
  const templates = ['callback.leader', 'callback.supervision_slip', 'callback.tell_superior', 'callback.second', 'discipline.rung']
  await house.as({ kind: 'system', city: house.city, name: 'loops' }, async tx => {
    for (const template of templates)
      await house.outbox.queue(tx, { key: template, channel: 'sms', to: '13800000000', template, text: '【回音】试' })
  })
  await running.beat()
  expect(sent()).toEqual(['callback.leader'])
  clock.moveTo(new Date('2026-09-17T09:30:00+08:00'))
  await running.beat()
  expect(sent()).toEqual([...templates].sort())
  await running.stop()
})
