import { parse } from 'csv-parse/sync'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { files } from '../../src/org/import/index.ts'
import type { FileName } from '../../src/org/import/index.ts'

/** One counter, station or court room of the invented town where services are given. */
export interface Place {
  readonly unit: string
  readonly line: string
  /** Numbers of the people who serve there. */
  readonly officers: readonly string[]
  /** How busy it is, compared with the others. */
  readonly weight: number
  readonly titles: readonly string[]
}

interface PostRow {
  readonly unit: string
  readonly role: string
  readonly person: string
  readonly title: string
  readonly until: string
}
interface PersonRow {
  code: string
  name: string
  phone: string
  login: string
}
interface UnitRow {
  readonly code: string
  readonly name: string
  readonly parent: string
}

export interface DemoPerson {
  readonly code: string
  readonly name: string
  readonly login: string
  readonly posts: readonly { readonly unit: string; readonly unitName: string; readonly role: string; readonly title: string }[]
}

export interface Town {
  /** CSV texts as the import takes them. */
  readonly texts: Partial<Record<FileName, string>>
  readonly people: readonly DemoPerson[]
  readonly places: readonly Place[]
  /** Posts that may come to call about a service of this unit, nearest first. */
  callersOf(unit: string): readonly string[]
}

const at = (unit: string, line: string, weight: number, ...titles: string[]) => ({ unit, line, weight, titles })

/** Where people of 云溪市 go, and what for. */
const busy = [
  at('ld.court.enforcement', 'court.enforcement', 16, '领取执行款', '申请恢复执行', '查询执行进度', '提交财产线索'),
  at('ld.court.service', 'court.filing', 14, '民事立案', '网上立案补正', '缴纳诉讼费', '申请财产保全'),
  at('ld.court.civil1', 'court.trial', 6, '民间借贷纠纷开庭', '物业合同纠纷开庭', '领取判决书'),
  at('ld.court.shuanghuai', 'court.window', 5, '向承办人递交材料', '联系承办法官'),
  at('ld.police.dukou', 'police.response', 12, '噪声扰民报警', '邻里口角报警', '走失求助'),
  at('ld.police.shuanghuai', 'police.window', 12, '办理居民身份证', '迁移户口', '开具户籍证明'),
  at('ld.police.traffic', 'police.window', 10, '换领驾驶证', '电动自行车上牌', '处理交通违法'),
  at('ld.proc.caseadmin', 'proc.lawyer', 4, '律师阅卷预约', '提交代理手续'),
  at('ld.hall.centre', 'hall.item', 14, '个体户注册登记', '公积金提取', '老年优待证'),
  at('ht.court.filing', 'court.filing', 8, '民事立案', '调解书司法确认'),
  at('ht.court.enforcement', 'court.enforcement', 7, '申请强制执行', '领取执行款'),
  at('ht.police.mailang', 'police.accept', 7, '电信诈骗报案', '盗窃报案'),
  at('ht.just.service', 'just.consult', 7, '劳动争议咨询', '婚姻家庭咨询'),
  at('ht.just.aid', 'just.aid', 5, '法律援助申请', '领取援助通知书'),
  at('ht.just.mailang', 'just.mediate', 5, '邻里漏水调解', '欠薪调解'),
  at('ht.hall.housing', 'hall.item', 8, '房屋维修资金使用', '加装电梯咨询'),
  at('ht.hall.land', 'hall.item', 7, '不动产登记', '宅基地确权咨询'),
  at('lp.court.filing', 'court.filing', 5, '民事立案', '诉前调解登记'),
  at('lp.court.heping', 'court.trial', 4, '相邻权纠纷开庭', '赡养纠纷调解'),
  at('lp.police.heping', 'police.case', 5, '治安案件询问', '领取处罚决定书'),
  at('lp.just.heping', 'just.consult', 4, '土地承包咨询', '遗嘱咨询'),
  at('lp.hall.centre', 'hall.item', 7, '医保报销', '建房审批'),
  at('lp.town.service', 'hall.item', 6, '低保申请', '养老认证'),
] as const

/** A login for whoever works in the demo; those of the cast have one already. */
const loginOf = (row: PersonRow): string => row.login || row.code.toLowerCase()

/** Reads the organisation that the programme ships with; nothing of it is repeated here. */
export const readTown = (folder: string): Town => {
  const texts: Partial<Record<FileName, string>> = Object.fromEntries(
    files.map(name => [name, readFileSync(join(folder, 'org', `${name}.csv`), 'utf8')]),
  )
  const rows = <T>(name: FileName): T[] => parse(texts[name] ?? '', { columns: true, skip_empty_lines: true, bom: true }) as T[]
  const posts = rows<PostRow>('posts').filter(post => post.until === '')
  const units = new Map(rows<UnitRow>('units').map(unit => [unit.code, unit]))
  const holders = (unit: string, ...roles: string[]): string[] =>
    posts.filter(post => post.unit === unit && roles.includes(post.role)).map(post => post.person)
  const organ = (unit: string): string => units.get(unit)?.parent || unit

  const inspections = posts.filter(post => post.role === 'supervisor' || post.role === 'callback_centre').map(post => post.person)
  const callersOf = (unit: string): readonly string[] => [
    ...new Set([
      ...holders(unit, 'leader', 'deputy_head'),
      ...holders(organ(unit), 'deputy_head', 'head'),
      ...inspections,
      ...posts
        .filter(
          post => (post.role === 'head' || post.role === 'deputy_head') && (post.unit.startsWith('c.') || /\.(?:gov|zfw)$/.test(post.unit)),
        )
        .map(post => post.person),
    ]),
  ]
  const places = busy
    .map(place => ({ ...place, officers: holders(place.unit, 'officer', 'clerk') }))
    .map(place => ({ ...place, officers: place.officers.length > 0 ? place.officers : holders(place.unit, 'leader') }))

  const working = new Set([
    ...places.flatMap(place => callersOf(place.unit)),
    ...posts.filter(post => post.role === 'discipline').map(post => post.person),
  ])
  const people = rows<PersonRow>('people').filter(row => row.login !== '' || working.has(row.code))
  const known = new Map(people.map(row => [row.code, loginOf(row)]))
  const header = 'code,name,phone,login'
  const lines = rows<PersonRow>('people').map(row => [row.code, row.name, row.phone, known.get(row.code) ?? ''].join(','))
  return {
    texts: { ...texts, people: `${[header, ...lines].join('\n')}\n` },
    places,
    callersOf,
    people: people.map(row => ({
      code: row.code,
      name: row.name,
      login: loginOf(row),
      posts: posts
        .filter(post => post.person === row.code)
        .map(post => ({
          unit: post.unit,
          unitName: `${units.get(units.get(post.unit)?.parent ?? '')?.name ?? ''}${units.get(post.unit)?.name ?? ''}`,
          role: post.role,
          title: post.title,
        })),
    })),
  }
}
