/** The register of the invented city's halls, as its office keeps it in a sheet. Every name and figure is made up. */

export type RegisterKind = 'item' | 'window' | 'hall'

/** Name, department, promised and legal working days, visits at most, papers, the one thing of which it is a part. */
type Offered = readonly [
  name: string,
  department: keyof typeof departments,
  promised: number,
  legal: number | '',
  visits: number,
  papers: string,
  oneThing?: string,
]

/** The department's code in the organisation, after that of the place; most departments do not work with us. */
const departments = {
  公安: 'police',
  司法: 'just',
  住建: '',
  自然资源: '',
  人社: '',
  医保: '',
  民政: '',
  卫健: '',
  市场监管: '',
  税务: '',
  残联: '',
  公积金: '',
  交通运输: '',
  教育: '',
} as const

const born = '新生儿出生一件事'
const opened = '企业开办一件事'
const retired = '企业职工退休一件事'
const buried = '公民身后一件事'
const moved = '水电气网过户一件事'
const helped = '残疾人服务一件事'

// prettier-ignore
const offered: readonly Offered[] = [
  ['居民身份证换领、补领', '公安', 3, 60, 1, '户口簿、近照'],
  ['户口迁移', '公安', 1, 20, 1, '户口簿、身份证、准迁材料'],
  ['新生儿出生登记', '公安', 0, 1, 0, '出生医学证明、父母户口簿', born],
  ['死亡销户', '公安', 0, 1, 1, '死亡证明、户口簿', buried],
  ['机动车驾驶证换证', '公安', 0, 1, 0, '身份证、体检证明'],
  ['法律援助申请', '司法', 2, 7, 1, '身份证、经济困难说明、案件材料'],
  ['公证申请受理', '司法', 1, 15, 1, '身份证、与公证事项有关的材料'],
  ['不动产登记', '自然资源', 3, 30, 1, '申请书、身份证、买卖合同、完税证明'],
  ['建设工程规划许可', '自然资源', 6, 20, 1, '申请书、用地材料、设计方案'],
  ['建筑工程施工许可', '住建', 2, 7, 0, '申请表、规划许可、施工合同'],
  ['既有住宅加装电梯联合审查', '住建', 5, 20, 2, '申请书、业主书面意见、设计图'],
  ['公租房申请', '住建', 10, 30, 1, '身份证、收入说明、住房情况'],
  ['社会保险登记', '人社', 0, 15, 0, '营业执照、经办人身份证', opened],
  ['企业职工退休审批', '人社', 5, 30, 1, '身份证、档案、申请表', retired],
  ['社会保障卡申领', '人社', 0, 15, 0, '身份证、近照', born],
  ['失业登记', '人社', 0, 10, 0, '身份证'],
  ['新生儿参加基本医疗保险', '医保', 0, 10, 0, '户口簿、出生医学证明', born],
  ['医保关系转移接续', '医保', 3, 15, 0, '身份证'],
  ['门诊慢特病认定', '医保', 5, 20, 1, '身份证、诊断材料、检查报告'],
  ['结婚登记', '民政', 0, 1, 1, '双方身份证、户口簿、照片'],
  ['最低生活保障审核确认', '民政', 15, 30, 1, '申请书、身份证、家庭经济状况说明'],
  ['老年人优待证办理', '民政', 0, 10, 0, '身份证、近照'],
  ['医师执业注册', '卫健', 3, 20, 0, '资格证书、聘用说明'],
  ['出生医学证明签发', '卫健', 0, 1, 1, '父母身份证、分娩记录', born],
  ['营业执照设立登记', '市场监管', 0, 15, 0, '申请书、住所材料、身份证', opened],
  ['食品经营许可', '市场监管', 4, 20, 1, '申请书、营业执照、平面图'],
  ['企业注销登记', '市场监管', 1, 20, 0, '申请书、清税证明'],
  ['税务登记信息确认', '税务', 0, '', 0, '营业执照', opened],
  ['残疾人证办理', '残联', 6, 15, 1, '身份证、近照、评定表', helped],
  ['残疾人两项补贴', '残联', 8, 20, 1, '残疾人证、身份证、银行卡', helped],
  ['住房公积金提取', '公积金', 0, 3, 0, '身份证、提取理由的材料', retired],
  ['道路运输从业资格证', '交通运输', 2, 10, 0, '身份证、驾驶证、考试合格材料'],
  ['义务教育入学报名', '教育', 5, '', 0, '户口簿、居住材料'],
  ['用水用电用气过户', '住建', 1, '', 0, '身份证、不动产权证', moved],
]
/** What a town's own centre does, and a village's. */
const inTowns: readonly string[] = [
  '社会保障卡申领',
  '失业登记',
  '最低生活保障审核确认',
  '老年人优待证办理',
  '残疾人两项补贴',
  '医保关系转移接续',
  '新生儿参加基本医疗保险',
]
const inVillages: readonly string[] = ['老年人优待证办理', '残疾人两项补贴', '失业登记']

interface Where {
  readonly place: string
  readonly level: '市级' | '县级' | '乡级' | '村级'
  readonly sign: string
  /** Before the department's name, and the code of its organs. */
  readonly of: string
  readonly organ: string
  /** Departments that had not moved in a year ago, and those that have not yet. */
  readonly before: readonly string[]
  readonly still: readonly string[]
}
// prettier-ignore
const places: readonly Where[] = [
  { place: '市本级', level: '市级', sign: 'YX', of: '市', organ: 'c', before: ['公积金', '交通运输'], still: [] },
  { place: '柳渡区', level: '县级', sign: 'LD', of: '区', organ: 'ld', before: ['税务', '残联'], still: [] },
  { place: '禾田区', level: '县级', sign: 'HT', of: '区', organ: 'ht', before: ['住建', '民政', '交通运输'], still: ['交通运输', '民政'] },
  { place: '栗坪县', level: '县级', sign: 'LP', of: '县', organ: 'lp', before: ['税务', '医保', '残联', '教育'], still: ['税务', '残联'] },
  { place: '麦浪街道', level: '乡级', sign: 'ML', of: '街道', organ: 'ht.ml', before: [], still: [] },
  { place: '鹤坪镇', level: '乡级', sign: 'HP', of: '镇', organ: 'lp.town', before: ['医保'], still: ['医保'] },
  { place: '石臼村', level: '村级', sign: 'SJ', of: '村', organ: 'lp.town.shijiu', before: [], still: [] },
]

const yes = (is: boolean): string => (is ? '是' : '否')
/** 涉密、要专用场地的在负面清单上；市和各县区各有几项。 */
const listed: Readonly<Record<string, string>> = {
  机动车驾驶证换证: '要专用考场和体检场地',
  义务教育入学报名: '集中在学校现场核验',
}

const unitOf = ({ place, level, of, organ }: Where, department: keyof typeof departments): readonly [string, string] => {
  if (level === '村级') return ['村民委员会', organ]
  if (level === '乡级') return [place === '鹤坪镇' ? '便民服务中心' : '街道便民服务中心', place === '鹤坪镇' ? 'lp.town.service' : '']
  if (place === '禾田区' && department === '住建') return ['区住建局', 'ht.hall.housing']
  if (place === '禾田区' && department === '自然资源') return ['自然资源局禾田分局', 'ht.hall.land']
  const ours = departments[department]
  return [
    department === '残联' ? `${of}残联` : department === '公积金' ? '市公积金中心' : `${of}${department}局`,
    ours && `${organ}.${ours}`,
  ]
}

const heads: Readonly<Record<RegisterKind, string>> = {
  item: '事项编码,事项名称,办理单位,单位编码,层级,地方,进驻情况,未进驻原因,办理窗口,网上可办,全程网办,最多跑几次,即办件,承诺时限（工作日）,法定时限（工作日）,受理初核权,所需材料,高效办成一件事,指南要素齐全',
  window: '窗口编码,窗口名称,办理单位,单位编码,层级,地方,整合情况,未整合原因',
  hall: '大厅编码,大厅名称,管理单位,单位编码,层级,地方,面积（平方米）,窗口数,地址',
}
const fileOf = (kind: RegisterKind, rows: readonly (readonly (string | number)[])[]): string =>
  `${heads[kind]}\n${rows.map(row => row.join(',')).join('\n')}\n`

/** @param now whether the register of this autumn is meant, or that of a year before */
export const itemsFile = (now: boolean, only: readonly string[] = []): string =>
  fileOf(
    'item',
    places.flatMap((where, at) => {
      const names = where.level === '乡级' ? inTowns : where.level === '村级' ? inVillages : offered.map(([name]) => name)
      return offered.flatMap(([name, department, promised, legal, visits, papers, oneThing = ''], n) => {
        const code = `${where.sign}-${String(n + 1).padStart(3, '0')}`
        if (!names.includes(name) || (only.length > 0 && !only.includes(code))) return []
        const isListed = listed[name] !== undefined && (where.level === '市级' || where.level === '县级')
        const isOut = !isListed && only.length === 0 && (now ? where.still : where.before).includes(department)
        const online = visits === 0 || (n + at) % (now ? 9 : 4) !== 0
        const whole = online && visits === 0 && !isOut && !isListed
        const reason = isListed ? listed[name]! : isOut ? '大厅场地不够，专网没有接通' : ''
        const window =
          isListed || isOut
            ? ''
            : where.level === '县级' || where.level === '市级'
              ? n % 3 === 0
                ? '综合1号窗口'
                : n % 3 === 1
                  ? '综合2号窗口'
                  : '综合3号窗口'
              : '便民服务窗口'
        return [
          [
            code,
            name,
            ...unitOf(where, department),
            where.level,
            where.place,
            isListed ? '负面清单' : isOut ? '未进驻' : '已进驻',
            reason,
            window,
            yes(online),
            yes(whole),
            visits,
            yes(promised === 0),
            now ? promised : Math.max(promised, Math.ceil(Number(legal || promised) / 3)),
            legal,
            yes(!isListed && !isOut && (n + at) % (now ? 2 : 5) === 0),
            papers,
            oneThing,
            yes((n + 2 * at) % (now ? 7 : 3) !== 0),
          ],
        ]
      })
    }),
  )

// prettier-ignore
const windows: readonly (readonly [code: string, name: string, unit: string, unitCode: string, level: string, place: string, before: string, now: string, reason: string])[] = [
  ['CK-YX01', '市车辆管理所窗口', '市公安局', 'c.police', '市级', '市本级', '一体化管理', '一体化管理', ''],
  ['CK-YX02', '市不动产登记大厅', '市自然资源局', '', '市级', '市本级', '未整合', '已整合', ''],
  ['CK-YX03', '市公积金窗口', '市公积金中心', '', '市级', '市本级', '未整合', '已整合', ''],
  ['CK-YX04', '市医保经办窗口', '市医保局', '', '市级', '市本级', '已整合', '已整合', ''],
  ['CK-LD01', '柳渡区户政窗口', '市公安局柳渡分局', 'ld.police', '县级', '柳渡区', '一体化管理', '已整合', ''],
  ['CK-LD02', '柳渡区婚姻登记处', '区民政局', '', '县级', '柳渡区', '已整合', '已整合', ''],
  ['CK-LD03', '柳渡区人才服务窗口', '区人社局', '', '县级', '柳渡区', '已整合', '已整合', ''],
  ['CK-HT01', '禾田区住建窗口', '区住建局', 'ht.hall.housing', '县级', '禾田区', '未整合', '已整合', ''],
  ['CK-HT02', '禾田区自然资源窗口', '自然资源局禾田分局', 'ht.hall.land', '县级', '禾田区', '一体化管理', '一体化管理', ''],
  ['CK-HT03', '禾田区婚姻登记处', '区民政局', '', '县级', '禾田区', '未整合', '未整合', '婚俗馆在公园里，场地没有定'],
  ['CK-LP01', '栗坪县办税服务厅', '县税务局', '', '县级', '栗坪县', '未整合', '未整合', '大厅场地不够，专网没有接通'],
  ['CK-LP02', '栗坪县医保经办窗口', '县医保局', '', '县级', '栗坪县', '未整合', '已整合', ''],
]
export const windowsFile = (now: boolean): string =>
  fileOf(
    'window',
    windows.map(([code, name, unit, unitCode, level, place, before, after, reason]) => {
      const state = now ? after : before
      return [code, name, unit, unitCode, level, place, state, state === '未整合' ? reason || '场地没有腾出来' : '']
    }),
  )
/** What is agreed for December and does not hold yet. */
export const nextWindows = fileOf('window', [['CK-LP01', '栗坪县办税服务厅', '县税务局', '', '县级', '栗坪县', '一体化管理', '']])

// prettier-ignore
const halls: readonly (readonly [code: string, name: string, unit: string, unitCode: string, level: string, place: string, before: number, now: number, counters: number, address: string])[] = [
  ['DT-YX', '云溪市政务服务中心', '市政务服务和数据局', 'c.hall', '市级', '市本级', 3200, 6800, 96, '云溪大道1号'],
  ['DT-LD', '柳渡区政务服务中心', '柳渡区政务服务中心', 'ld.hall', '县级', '柳渡区', 2600, 4100, 58, '柳渡路18号'],
  ['DT-HT', '禾田区政务服务中心', '禾田区政务服务中心', 'ht.hall', '县级', '禾田区', 2400, 3600, 49, '禾田街66号'],
  ['DT-LP', '栗坪县政务服务中心', '栗坪县政务服务中心', 'lp.hall', '县级', '栗坪县', 1700, 2400, 37, '栗坪县前进路9号'],
  ['DT-HP', '鹤坪镇便民服务中心', '鹤坪镇', 'lp.town.service', '乡级', '鹤坪镇', 180, 320, 5, '鹤坪镇上街'],
]
export const hallsFile = (now: boolean): string =>
  fileOf(
    'hall',
    halls.map(([code, name, unit, unitCode, level, place, before, after, counters, address]) => [
      code,
      name,
      unit,
      unitCode,
      level,
      place,
      now ? after : before,
      now ? counters : Math.round(counters * 0.6),
      address,
    ]),
  )
