import type { Doors } from './doors.ts'
import type { Scene, Stage, Story } from './stories.ts'

/** Inspections of the halls: each week's draw, daily rounds and a mystery walk, with findings at every stage. All through the doors of the house. */
type Told = readonly [at: string, say: string, step: (stage: Stage) => Promise<void>]

/** The office that inspects, and the head of the counter that is inspected. */
const [office, counter] = ['YX0071', 'YX0149']
const place = '综合窗口'
const made = { arrived: '10:05', left: '10:50', summary: '一项一项看过，拍了照' }
const scene = ([at, say, play]: Told): Scene => ({ at: `2026-${at.replace(' ', 'T')}:00+08:00`, say, play })

/** Inspections that wait, the newest first; or what was found. */
const waiting = async (doors: Doors, person: string, kind: 'inspection' | 'finding'): Promise<readonly string[]> => {
  const url = `/api/matters?kind=${kind}&open=true`
  const { items } = await doors.call<{ items: { id: string; openedAt: string }[] }>(person, 'GET', url)
  return items.toSorted((a, b) => (a.openedAt < b.openedAt ? 1 : -1)).map(one => one.id)
}
const begin = async (doors: Doors, code: string): Promise<string> => {
  const url = '/api/rounds/inspections'
  const listed = await doors.call<{ items: { code: string; places: { id: string; name: string }[] }[]; key: string }>(office, 'GET', url)
  const at = listed.items.find(one => one.code === code)?.places.find(one => one.name === place)?.id
  return (await doors.call<{ matter: string }>(office, 'POST', url, { code, place: at, key: listed.key })).matter
}

/** Fridays on which whatever was drawn for the week has been looked at; the last one stays to be made. */
const fridays = ['09-18', '09-25', '10-16', '10-23', '10-30', '11-06', '11-13']

export const inspectionStories = (): readonly Story[] => {
  let number = 640
  const drawn = (friday: string): Story => ({
    number: ++number,
    title: '抽到的巡查',
    scenes: [
      scene([
        `${friday} 16:50`,
        '抽到的去了',
        async ({ doors }) => {
          for (const matter of await waiting(doors, office, 'inspection'))
            if (friday === '10-23') await doors.act(office, matter, 'give_up_inspection', { why: '当天全员防汛值守，没有去成' })
            else await doors.act(office, matter, 'finish_inspection', made)
        },
      ]),
    ],
  })
  const found = (title: string, at: string, code: string, item: number, what: string, steps: readonly Told[]): Story => ({
    number: ++number,
    title,
    scenes: [
      scene([
        at,
        '巡查，记一个问题',
        async stage => {
          const matter = await begin(stage.doors, code)
          await stage.doors.act(office, matter, 'note_finding', { item, at: '10:20', what })
          await stage.doors.act(office, matter, 'finish_inspection', made)
        },
      ]),
      ...(steps.length === 0
        ? []
        : [
            scene([
              `${at.slice(0, 5)} 12:20`,
              '立件',
              async stage => void Object.assign(stage, { matter: (await waiting(stage.doors, counter, 'finding'))[0] ?? '' }),
            ]),
          ]),
      ...steps.map(scene),
    ],
  })
  const by =
    (person: string, action: string, input?: object) =>
    ({ doors, matter }: Stage) =>
      doors.act(person, matter, action, input).then(() => undefined)
  return [
    ...fridays.map(drawn),
    found('复查合格', '10-13 11:10', 'hall_daily', 3, '轮椅锁在仓库里', [
      ['10-14 11:10', '整改', by(counter, 'report_fixed', { what: '轮椅摆到门口，写了借用电话' })],
      ['10-15 11:10', '退回', by(office, 'refuse_fixed', { why: '电话打不通' })],
      ['10-16 11:10', '再改', by(counter, 'report_fixed', { what: '换成值班电话，试打过' })],
      ['10-19 11:10', '合格', by(office, 'clear_finding')],
    ]),
    found('撤销', '10-27 11:10', 'hall_daily', 2, '三号窗没有叫号屏', [
      ['10-28 11:10', '不属实', by(office, 'drop_finding', { why: '三号窗当天检修，已贴告示改到四号窗' })],
    ]),
    found('已整改，待复查', '11-17 11:10', 'hall_daily', 4, '评价牌被盆栽挡住', [
      ['11-18 11:10', '整改', by(counter, 'report_fixed', { what: '盆栽移走，评价牌挪到玻璃前' })],
    ]),
    found('待整改', '11-19 11:10', 'hall_walk', 3, '代办要的授权书和指南写的不一样', []),
  ]
}
