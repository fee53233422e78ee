import { hallsFile, itemsFile, nextWindows, windowsFile } from './hallRegister.ts'
import type { RegisterKind } from './hallRegister.ts'
import type { Scene, Story } from './stories.ts'

/** The city's office for the business environment, and that of one district. */
const [city, district] = ['YX0071', 'YX0018']

type Told = readonly [at: string, person: string, fromOn: string, why: string, kind: RegisterKind, file: string]

const scene = ([at, person, fromOn, why, kind, file]: Told): Scene => ({
  at: `2026-${at.replace(' ', 'T')}:00+08:00`,
  say: why,
  play: ({ doors }) => doors.keepRegister(person, { kind, fromOn, why, file }),
})

/** The register of the halls: as it was a year ago, as it was checked in October, one item moved in later, and what is agreed for December. */
export const hallStories = (): readonly Story[] => [
  {
    number: 901,
    title: '政务大厅事项册',
    scenes: (
      [
        ['09-02 09:30', city, '2021-01-01', '2021年底数', 'hall', hallsFile(false)],
        ['09-02 09:35', city, '2025-10-01', '去年十月的底数', 'item', itemsFile(false)],
        ['09-02 09:40', city, '2025-10-01', '去年十月的底数', 'window', windowsFile(false)],
        ['09-02 09:45', city, '2025-06-01', '新大厅启用', 'hall', hallsFile(true)],
        ['10-09 10:10', city, '2026-10-01', '十月逐项核对', 'item', itemsFile(true)],
        ['10-09 10:20', city, '2026-10-01', '十月逐项核对', 'window', windowsFile(true)],
        ['11-12 15:10', district, '2026-11-12', '低保受理已在大厅设窗口', 'item', itemsFile(true, ['HT-021'])],
        ['11-18 09:50', city, '2026-12-01', '县长办公会议定，办税厅纳入一体化管理', 'window', nextWindows],
      ] as const satisfies readonly Told[]
    ).map(scene),
  },
]
