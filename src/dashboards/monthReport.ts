import { dayOf } from '../calendar/index.ts'
import type { MatterView } from '../engine/contract.ts'
import type { House } from '../engine/house.ts'
import { monthReleased, readBoard, releasedUpTo, weeksOfMonth } from '../modules/evaluation/board.ts'
import type { Viewer } from '../org/viewer.ts'
import type { Tx } from '../platform/database/contract.ts'
import type { Paper, Values } from '../platform/documents/index.ts'
import { loopHealthKeys } from './contract.ts'
import type { LoopHealthKey, MonthReport } from './contract.ts'
import { countLoops, loopPage } from './store.ts'
import { loopTitles } from './words.ts'

/** More than these of one count stand on the screen's list, not on a paper. */
const mostListed = 200

/**
 * One month as this viewer may read it: ratings from released batches alone, by whole weeks that begin in the month; the
 * five counts and their matters as they stand now. What is withheld stays null.
 */
export const readMonth = async (
  house: House,
  tx: Tx,
  viewer: Viewer,
  asked: string | undefined,
  language: 'zh' | 'en',
): Promise<MonthReport> => {
  const now = house.clock.now()
  const month = asked ?? monthReleased(await releasedUpTo(tx), dayOf(now))
  const { firstDay, lastDay, ...within } = weeksOfMonth(month)
  const board = await readBoard(house, tx, viewer, { within, brief: true })
  const counted = await countLoops(tx, now)
  const counts: MonthReport['counts'][number][] = []
  for (const key of loopHealthKeys) {
    const page = counted[key] === 0 ? [] : await loopPage(tx, key, now, undefined, mostListed)
    const matters = await house.engine.viewsIn(
      tx,
      viewer,
      page.map(one => one.id),
    )
    counts.push({ key, title: loopTitles[key][language], count: counted[key], matters: matters.map(matter => lineOf(matter)) })
  }
  return {
    month,
    firstDay,
    lastDay,
    releasedUpTo: board.releasedUpTo,
    whole: board.releasedUpTo !== null && board.releasedUpTo >= lastDay,
    asOf: now.toISOString(),
    units: board.rows.map(row => ({
      unit: row.unit,
      unitName: row.unitName,
      ratings: row.ratings,
      poor: row.poor,
      rateable: row.coverage.rateable,
      silent: row.coverage.silent,
      reasons: row.reasons?.map(({ title, count }) => ({ title, count })) ?? null,
      calls: row.calls && {
        opened: row.calls.opened,
        ended: row.calls.ended,
        confirmed: row.calls.confirmed,
        unsolved: row.calls.unsolved,
      },
    })),
    counts,
  }
}

const lineOf = (matter: MatterView): MonthReport['counts'][number]['matters'][number] => {
  const dueOn = matter.clocks.flatMap(clock => clock.dueOn ?? []).sort()[0]
  return {
    id: matter.id,
    number: matter.number,
    unitName: matter.unitName,
    stageTitle: matter.stageTitle,
    ...(dueOn === undefined ? {} : { dueOn }),
  }
}

const withheld = '不显示'
const say = (value: number | null | undefined): string => (value === null ? withheld : value === undefined ? '—' : String(value))
const sayDay = (day: string): string => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`

/** One line for each matter that stands in any of the counts, in the order of the counts. */
const matterLines = (report: MonthReport): NonNullable<Values['rows']>[string] => {
  const lines = new Map<string, { readonly matter: MonthReport['counts'][number]['matters'][number]; readonly of: LoopHealthKey[] }>()
  for (const { key, matters } of report.counts)
    for (const matter of matters) {
      const known = lines.get(matter.id)
      if (known) known.of.push(key)
      else lines.set(matter.id, { matter, of: [key] })
    }
  return [...lines.values()].map(({ matter, of }, at) => ({
    序号: String(at + 1),
    件号: matter.number,
    单位: matter.unitName,
    环节: matter.stageTitle,
    应于: matter.dueOn ? sayDay(matter.dueOn) : '期限待定',
    属于: of.map(key => loopTitles[key].zh).join('、'),
  }))
}

/** The month report as a paper: the same figures as the screen, the matters by their numbers. */
export const monthOnPaper = (report: MonthReport, by: string): Values => ({
  fields: {
    月份: `${report.month.slice(0, 4)}年${Number(report.month.slice(5, 7))}月`,
    报告单位: by,
    起: sayDay(report.firstDay),
    止: sayDay(report.lastDay),
    已发布至: report.releasedUpTo === null ? '（还没有发布的批次）' : sayDay(report.releasedUpTo),
    完整: report.whole ? '本月各周均已发布' : '本月尚有未发布的周，数字不全',
    截至: sayDay(dayOf(new Date(report.asOf))),
    单位数: String(report.units.length),
  },
  rows: {
    评价: report.units.map(row => ({
      单位: row.unitName,
      应评: String(row.rateable),
      已评: String(row.ratings),
      差评: say(row.poor),
      未评: say(row.silent),
    })),
    回访: report.units.map(row => ({
      单位: row.unitName,
      立件: say(row.calls?.opened),
      办结: say(row.calls?.ended),
      认可: say(row.calls?.confirmed),
      未解决: say(row.calls?.unsolved),
    })),
    原因: report.units.flatMap(row =>
      row.reasons === null
        ? [{ 单位: row.unitName, 原因: withheld, 次数: '' }]
        : row.reasons.map(reason => ({ 单位: row.unitName, 原因: reason.title, 次数: String(reason.count) })),
    ),
    闭环: report.counts.map(count => ({ 项目: loopTitles[count.key].zh, 件数: String(count.count) })),
    件: matterLines(report),
  },
})

const unit = '柳渡区人民法院执行局'

/** 月报. Units stand in the order of their codes; there is no rank in it, and no praise for fewer complaints. */
export const monthPaper: Paper = {
  name: 'month_report',
  title: { zh: '月报', en: 'Month report' },
  fields: {
    月份: '2026年9月',
    报告单位: '中共柳渡区委政法委员会',
    起: '2026年9月7日',
    止: '2026年10月4日',
    已发布至: '2026年10月4日',
    完整: '本月各周均已发布',
    截至: '2026年10月9日',
    单位数: '2',
  },
  rows: {
    评价: { 单位: unit, 应评: '120', 已评: '84', 差评: '9', 未评: '36' },
    回访: { 单位: unit, 立件: '4', 办结: '3', 认可: '2', 未解决: '1' },
    原因: { 单位: unit, 原因: '来回跑', 次数: '12' },
    闭环: { 项目: '待回访超期', 件数: '1' },
    件: { 序号: '1', 件号: '3F7K-2M9P-X', 单位: '柳渡区人民法院', 环节: '待回访', 应于: '2026年10月8日', 属于: '待回访超期' },
  },
  layout: [
    { title: '群众评价办理情况月报' },
    { text: '（{月份}）', align: 'center' },
    { heading: '一、评价情况', level: 1 },
    {
      text: '本期按周统计{起}至{止}，数字来自已发布的批次，发布至{已发布至}；{完整}。单位按编码排列，不排名。“不显示”是人太少或选得一样，显示就等于说出是谁。',
      indent: true,
    },
    {
      list: '评价',
      columns: [
        ['单位', '{单位}', 6],
        ['应评', '{应评}', 2],
        ['已评', '{已评}', 2],
        ['差评', '{差评}', 2],
        ['未评', '{未评}', 2],
      ],
    },
    { heading: '二、群众反映的原因', level: 1 },
    {
      list: '原因',
      columns: [
        ['单位', '{单位}', 6],
        ['原因', '{原因}', 6],
        ['次数', '{次数}', 2],
      ],
    },
    { heading: '三、回访整改情况', level: 1 },
    {
      list: '回访',
      columns: [
        ['单位', '{单位}', 6],
        ['立件', '{立件}', 2],
        ['办结', '{办结}', 2],
        ['群众认可', '{认可}', 2],
        ['未解决', '{未解决}', 2],
      ],
    },
    { heading: '四、闭环情况（截至{截至}）', level: 1 },
    {
      list: '闭环',
      columns: [
        ['项目', '{项目}', 6],
        ['件数', '{件数}', 2],
      ],
    },
    { heading: '五、工作建议', level: 1 },
    { text: '' },
    { text: '' },
    { heading: '附件：件号清单', level: 1 },
    {
      list: '件',
      columns: [
        ['序号', '{序号}', 3],
        ['件号', '{件号}', 7],
        ['单位', '{单位}', 6],
        ['环节', '{环节}', 4],
        ['应于', '{应于}', 8],
        ['属于', '{属于}', 6],
      ],
    },
    { imprint: ['报送：', ['{报告单位}', '　　年　　月　　日印发']] },
  ],
}
