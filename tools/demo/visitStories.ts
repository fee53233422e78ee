import type { Scene, Stage, Story } from './stories.ts'

/** Visits to households and talks with firms, one concern at every stage and end, and the ledger of the months before. All through the doors of the house. */
type Told = readonly [at: string, say: string, step: (stage: Stage) => Promise<void>]

/** The constable who visits, the head of the station, of the traffic police, the leader in charge, the head of the branch. */
const [constable, station, traffic, leader, head] = ['YX0013', 'YX0012', 'YX0142', 'YX0014', 'YX0077']

const by =
  (person: string, action: string, input?: object) =>
  async ({ doors, matter }: Stage): Promise<void> => {
    await doors.act(person, matter, action, input)
  }
const answers = (person: string, told: string, result = 'solved') => by(person, 'answer_concern', { result, told })
const hears = (action: string, words: string, how = 'visit') => by(constable, action, { how, words })
const scene = ([at, say, play]: Told): Scene => ({ at: `2026-${at.replace(' ', 'T')}:00+08:00`, say, play })

interface Concern {
  readonly kind: 'suggestion' | 'problem'
  readonly words: string
  readonly unit?: string
  readonly settled?: { readonly end: 'solved' | 'accepted'; readonly told: string }
}

/** Invented lines in the numbers of the report: 463 suggestions, 262 problems solved; after talks with firms 117 finished. */
const earlier = (): string => {
  const heads = '走访日期,走访活动,走访单位,走访地点,走访人,类别,内容,责任单位,办理情况,办结日期,办理结果,当场答复'
  const places = ['临江社区', '望江社区', '槐荫村', '麦浪里', '渡口老街', '双槐村', '柳岸社区', '桥头村']
  const firms = ['云溪纺织（虚构）', '柳渡机械（虚构）', '渡口冷链（虚构）', '双槐家具（虚构）', '望江食品（虚构）']
  const wishes = [
    '夜里多巡一趟河边',
    '反诈讲座办到村里来',
    '办证能不能周末也办',
    '路口装个减速带',
    '社区民警的电话贴到楼道口',
    '养狗登记上门办一次',
  ]
  const troubles = ['楼道里堆着电动车', '路口灯坏了', '外墙有人乱贴小广告', '夜里摩托车炸街', '门禁坏了没人管', '老人走失过一次']
  const asks = ['货车进城的路线讲清楚', '厂区周边停车划线', '员工集体户口怎么办', '合同诈骗怎么防']
  const of = (list: readonly string[], n: number): string => list[n % list.length]!
  const row = (n: number, firm: boolean, kind: string, state: string): string => {
    const words = firm ? of(asks, n) : kind === '建议' ? of(wishes, n) : of(troubles, n)
    const month = 3 + (n % 6)
    return [
      `2026-0${month}-${String(1 + (n % 28)).padStart(2, '0')}`,
      firm ? '警企恳谈' : '大走访',
      n % 2 === 0 ? '渡口派出所' : '双槐派出所',
      of(firm ? firms : places, n),
      '走访组',
      kind,
      `${words}（第${n + 1}条）`,
      n % 5 === 0 ? 'ld.police.traffic' : n % 2 === 0 ? '渡口派出所' : '双槐派出所',
      state,
      `2026-0${month + 1}-0${1 + (n % 9)}`,
      state === '没有解决' ? '条件还不够，继续跟' : '办好了，告诉了本人',
      state === '已答复' && n % 4 === 0 ? '是' : '否',
    ].join(',')
  }
  const rows = (count: number, one: (n: number) => string): readonly string[] => Array.from({ length: count }, (_, n) => one(n))
  return [
    heads,
    ...rows(463, n => row(n, false, '建议', '已答复')),
    ...rows(262, n => row(n, false, '问题', '已解决')),
    ...rows(21, n => row(n, false, '问题', '没有解决')),
    ...rows(64, n => row(n, true, '建议', '已答复')),
    ...rows(53, n => row(n, true, '问题', '已解决')),
  ].join('\n')
}

export const visitStories = (): readonly Story[] => {
  let number = 600
  const told = (
    title: string,
    entered: string,
    place: string,
    concern: Concern,
    steps: readonly Told[] = [],
    campaign = 'visits',
  ): Story => {
    const own = ++number
    const go = async (stage: Stage): Promise<void> => {
      const { unit, ...said } = concern
      const matter = await stage.doors.enterVisit(
        {
          campaign,
          unit: await stage.doors.unitOf(constable, 'ld.police.dukou'),
          visitedOn: `2026-${entered.slice(0, 5)}`,
          place,
          visitors: '江一帆、杜锦程',
          concerns: [
            {
              ...said,
              ...(unit ? { unit: await stage.doors.unitOf(constable, unit), name: '群众', phone: `1009${String(6_000_000 + own)}` } : {}),
            },
          ],
        },
        constable,
      )
      Object.assign(stage, { matter: matter ?? '' })
    }
    return { number: own, title, scenes: [scene([entered, '走访登记', go]), ...steps.map(scene)] }
  }
  const [dukou, police] = ['ld.police.dukou', 'ld.police.traffic']
  const ledger: Story = {
    number: ++number,
    title: '导入以前的走访台账',
    scenes: [scene(['09-21 11:35', '导入台账', ({ doors }) => doors.takeVisitsIn(earlier(), head)])],
  }
  return [
    ledger,
    told('待办理', '11-19 11:40', '临江社区', { kind: 'problem', words: '路口绿灯太短，老人过不去', unit: police }),
    told('逾期还没有答复', '11-03 11:40', '渡口老街', { kind: 'problem', words: '巷口的灯坏了一个月', unit: dukou }),
    told('退回了，待改交', '11-17 11:45', '望江社区', { kind: 'problem', words: '楼下烧烤摊的烟进屋', unit: police }, [
      ['11-18 11:45', '不归交警', by(traffic, 'not_ours', { why: '占道烧烤归辖区派出所会同街道管' })],
    ]),
    told('已答复，待告知本人', '11-12 11:45', '临江社区', { kind: 'suggestion', words: '社区民警的电话贴到楼道口', unit: dukou }, [
      ['11-18 11:50', '答复', answers(station, '各单元门口都贴了，写了夜里打哪个', 'adopted')],
    ]),
    told('已解决，本人认可', '11-05 11:50', '柳岸社区', { kind: 'problem', words: '门口总有车堵着，救护车进不来', unit: police }, [
      ['11-09 11:50', '答复', answers(traffic, '划了禁停线，装了抓拍')],
      ['11-10 11:55', '本人说解决了', hears('record_solved', '车没有再堵')],
    ]),
    told(
      '已答复，本人认可',
      '11-06 11:55',
      '云溪纺织（虚构）',
      { kind: 'suggestion', words: '货车早上六点前能不能进城', unit: police },
      [
        ['11-11 11:55', '答复', answers(traffic, '早高峰仍限行，给企业办了定线通行码', 'explained')],
        ['11-12 11:55', '本人认可', hears('record_accepted', '有通行码就行')],
      ],
      'talks',
    ),
    told('没能告知本人', '10-28 12:00', '槐荫村', { kind: 'problem', words: '村口没有减速带', unit: police }, [
      ['11-02 12:00', '答复', answers(traffic, '装了两条减速带')],
      ['11-03 12:00', '没有接', by(constable, 'record_attempt', { how: 'phone', note: '上午没有接' })],
      ['11-04 12:00', '不在家', by(constable, 'record_attempt', { how: 'visit', note: '家里没有人' })],
      ['11-05 12:00', '办结', by(constable, 'record_untold', { how: 'phone', note: '第三次没有接' })],
    ]),
    told('三轮都没有解决', '10-12 12:05', '桥头村', { kind: 'problem', words: '夜里摩托车炸街', unit: dukou }, [
      ['10-19 12:05', '说处理了', answers(station, '蹲守了两夜，查了三辆')],
      ['10-20 12:05', '没有', hears('record_no', '还是吵')],
      ['10-27 12:05', '分管副局长又办', answers(leader, '加装了抓拍，查了七辆')],
      ['10-28 12:05', '没有', hears('record_no', '周末还是吵')],
      ['11-05 12:05', '局长看了', answers(head, '周末联合交警设卡')],
      ['11-09 12:05', '还是没有', hears('keep_no', '下雨天才安静')],
    ]),
    told('本人说不用办了', '11-10 12:10', '麦浪里', { kind: 'problem', words: '邻居的狗半夜叫', unit: dukou }, [
      ['11-11 12:10', '不用了', by(constable, 'record_withdrawn', { words: '邻居搬走了，不用管了' })],
    ]),
    told(
      '当场答复',
      '11-16 12:10',
      '双槐家具（虚构）',
      {
        kind: 'suggestion',
        words: '反诈讲座办到车间里来',
        settled: { end: 'accepted', told: '定了下周三下午来讲' },
      },
      [],
      'talks',
    ),
  ]
}
