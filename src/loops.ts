import { when } from './engine/room.ts'

/**
 * The product on one page: which event starts what. An announcement commits with the act that made it; each line happens
 * exactly once for each announcement, however many servers run (the effect and the note of it are one transaction), by
 * the hand of the system, and its crash is made good. Events not named here are for the boards alone.
 *
 * `room.event` is announced by a flow's action or by the room's own writes; `kind.rung` by the engine, whenever a clock
 * of a matter of that kind reaches a step of its ladder (临期、到期、逾期, as the programme sets them).
 */
export const loops = [
  when('evaluation.call_wished', 'callback.open_call'), // 愿回访，不论评好评差 → 立刻到回访岗位；选了“办完再联系”的，到那天才有这一条
  when('evaluation.wish_changed', 'callback.correct_call'), // 群众改了号码、时间 → 按新的号码和时间联系
  when('evaluation.reasons_released', 'callback.open_repairs'), // 差评、不愿回访 → 批次发布时，只带单位和原因，合成一件集中整改
  when('evaluation.accused', 'discipline.open_report'), // 保密通道 → 只到派驻纪检组
  when('callback.handed_over', 'discipline.open_report'), // 回访中发现涉嫌违纪 → 移送；本部门只见“已办结，不再联系”，和撤回的件一样
  when('callback.pressure_reported', 'discipline.open_report'), // 有人追问、劝改、为难 → 越过本部门
  when('callback.texted', 'callback.send_text'), // 群众选了发短信 → 写的话由系统发出
  when('callback.answered', 'callback.ask_second'), // 答复了 → 请群众判断
  when('callback.second_reading_asked', 'callback.find_second_reader'), // 说明、联系不上待复核 → 一定有另一个人来看
  when('callback.reopened', 'callback.reseat'), // 群众说没解决 → 换人、提一级、重新计时
  when('callback.order_answered', 'callback.tell_answered'), // 单位回复了整改要求 → 告诉交办的人
  when('callback.order_answered', 'callback.hear_order'), // 清单上的回复 → 这一条整改要求走到正在改、已改好
  when('callback.not_delivered', 'callback.tell_not_delivered'), // 给群众的短信最终没有送到 → 告诉回访人，另行告知
  when('callback.record_returned', 'callback.tell_returned'), // 中心退回的记录 → 告诉回访人
  when('callback.centre_asked', 'callback.give_to_centre'), // 逾期后群众请中心联系 → 中心接办
  when('callback.rung', 'callback.pass_overdue'), // 逾期未回访 → 方案写明的，自动转给评价回访中心
  when('callback.taken_over', 'callback.hand_to_centre'), // 中心接过来 → 换由中心打，告诉原回访人；中心应当回避的，不接
  when('callback.opened', 'callback.count_recovery'), // 差评挽回：要回话的差评里，有几成群众本人认可解决
  when('callback.concluded', 'callback.count_recovery'),
  when('callback.kept_unsolved', 'callback.count_recovery'),
  when('callback.reopened', 'callback.count_recovery'),
  when('callback.concluded', 'callback.draw_recheck'), // 办结的 → 按方案抽一部分，由部门以外的人再问
  when('callback.rechecked', 'callback.hear_recheck'), // 再问时本人说的 → 就是群众的话；说没解决，换人、提一级重办
  when('callback.rechecked', 'callback.count_voice'), // 两个声音：先前记的和再问时说的不一样，按部门计数
  when('callback.marked', 'callback.seat_marked'), // 回访记录评了分 → 回访人看得到，可以提一次异议
  when('callback.mark_objected', 'callback.find_second_marker'), // 有异议 → 一定由另一个人再评
  when('callback.mark_settled', 'callback.settle_mark'), // 评分生效 → 按部门计数；再评过的，告诉回访人
  when('callback.slip_issued', 'callback.tell_slip'), // 督办函签发、回复退回 → 告诉被督办单位
  when('callback.slip_replied', 'callback.tell_slip'), // 督办函回复了 → 告诉政法委
  when('slip.rung', 'callback.tell_rung'),
  when('marking.rung', 'callback.tell_rung'),
  when('recheck.rung', 'callback.tell_rung'), // 三种件都一样：临期、到期、逾期 → 按阶梯告知席位
  when('callback.rung', 'callback.tell_rung'),
  when('repair.rung', 'callback.tell_rung'),
  when('order.rung', 'callback.tell_rung'), // 整改要求逾期 → 部门负责人、分管领导、一把手、政法委
  when('report.rung', 'discipline.tell_rung'), // 举报件逾期 → 只告知派驻纪检组和上级纪检机关
  when('stuck.opened', 'stuck.tell'), // 有人反映办不成 → 告诉窗口，当天联系
  when('stuck.dispatched', 'stuck.tell'), // 交办了、定了牵头 → 告诉牵头单位
  when('stuck.returned', 'stuck.tell'), // 第一次退回 → 告诉窗口改派
  when('stuck.lead_needed', 'stuck.tell'), // 第二次退回 → 营商环境办按权责清单定牵头
  when('stuck.second_reading_asked', 'stuck.tell'), // 否定答复 → 一定有另一个人复核
  when('stuck.negative_refused', 'stuck.tell'),
  when('stuck.extension_asked', 'stuck.tell'), // 申请延期 → 营商环境办定
  when('stuck.extended', 'stuck.tell_extended'), // 延期了 → 告诉反映人
  when('stuck.share_asked', 'stuck.open_share'), // 请协办 → 协办单位有自己的件、自己的时限
  when('stuck.share_opened', 'stuck.tell'),
  when('stuck.share_objected', 'stuck.tell'),
  when('stuck.share_upheld', 'stuck.tell'),
  when('stuck.share_settled', 'stuck.hear_share'), // 协办完了、不用协办 → 牵头的件知道了
  when('stuck.answered', 'stuck.ask_citizen'), // 六种处置都一样：答复了 → 请反映人判断
  when('stuck.not_delivered', 'stuck.tell'), // 给反映人的短信最终没有送到 → 告诉窗口，另行告知
  when('stuck.reopened', 'stuck.raise'), // 反映人说没解决 → 换人、提一级、重新计时；到末轮由上级复核
  when('stuck.week_listed', 'stuck.tell_week'), // 周清：清理单出来了 → 告诉手上有件的单位，一人一周一条
  when('stuck.week_escalated', 'stuck.tell_week'), // 周清：上报的、到点没人动的 → 告诉分管领导和营商环境办
  when('stuck.month_drafted', 'stuck.tell_month'), // 月结：上个月的汇总出来了 → 告诉督办单位和有件的单位，一人一条
  when('stuck.class_opened', 'stuck.tell'), // 一类事：立了 → 告诉责任单位
  when('stuck.class_answered', 'stuck.tell'), // 改好了，报核定 → 告诉营商环境办
  when('stuck.class_returned', 'stuck.tell'), // 没有改到位、办成、不立了 → 告诉责任单位
  when('stuck.class_closed', 'stuck.tell'),
  when('stuck.class_dropped', 'stuck.tell'),
  when('stuck.hours_changed', 'stuck.tell_hours_changed'), // 窗口改了开门时间，约的那一刻不开门了 → 告诉预约的人
  when('stuck.rung', 'stuck.tell_rung'), // 临期、到期、逾期 → 窗口、责任单位、营商环境办三级
  when('share.rung', 'stuck.tell_rung'),
  when('class.rung', 'stuck.tell_rung'),
  when('transfer.handed_to_point', 'transfer.tell'), // 交出一袋材料 → 告诉接收的接转点来签收
  when('transfer.handed_to_officer', 'transfer.tell'), // 交给承办人单位 → 告诉承办人单位来签收
  when('transfer.refused', 'transfer.tell'), // 拒收 → 告诉交出的人：清点、重新封袋
  when('transfer.short', 'transfer.tell'), // 照清单少了 → 告诉材料接转中心
  when('transfer.missing', 'transfer.tell'), // 找不到了 → 告诉最后签收的人和材料接转中心
  when('transfer.not_delivered', 'transfer.tell'), // 给当事人的短信最终没有送到 → 告诉收材料的接转点
  when('transfer.arrived', 'transfer.tell_party'), // 承办人单位签收 → 告诉当事人
  when('transfer.missing', 'transfer.tell_party'), // 正在查找、找到了、补救了、请取回 → 都告诉当事人
  when('transfer.found', 'transfer.tell_party'),
  when('transfer.settled', 'transfer.tell_party'),
  when('transfer.lost', 'transfer.tell_party'),
  when('transfer.fetch', 'transfer.tell_party'),
  when('transfer.given_back', 'transfer.hear_taken_back'), // 当事人取回 → 最后一个签收的是他本人
  when('transfer.arrived', 'reach.hear_papers'), // 承办人单位签收了材料 → 等着这一袋的“联系承办人”算已转交
  when('reach.asked', 'reach.tell'), // 联系不上承办人 → 告诉承办人；没写明是谁的，告诉诉讼服务窗口
  when('reach.assigned', 'reach.tell'), // 查清、转办了 → 告诉承办人
  when('reach.returned', 'reach.tell'), // 不是他承办 → 告诉窗口改派
  when('reach.answered', 'reach.tell_party'), // 说联系上了 → 请当事人判断
  when('reach.explained', 'reach.tell_party'), // 不归本院 → 告诉当事人该找哪里
  when('reach.not_delivered', 'reach.tell'), // 给当事人的短信最终没有送到 → 告诉窗口，另行告知
  when('reach.reopened', 'reach.raise'), // 当事人说没联系上 → 高一级的负责人来联系、重新计时
  when('reach.rung', 'reach.tell_rung'), // 临期、到期、逾期 → 承办人、部门负责人、分管领导、一把手、执法监督
  when('rounds.raised', 'rounds.tell'), // 走访听到的意见 → 告诉责任单位
  when('rounds.given', 'rounds.tell'), // 改交了 → 告诉新的责任单位
  when('rounds.returned', 'rounds.tell'), // 不归它 → 告诉走访单位改交
  when('rounds.answered', 'rounds.tell'), // 答复了 → 走访的人告诉本人，记下他怎么说
  when('rounds.reopened', 'rounds.raise'), // 本人说没解决 → 高一级来办、重新计时
  when('rounds.inspection_set', 'rounds.tell'), // 抽到、安排了巡查 → 告诉巡查人
  when('rounds.found', 'rounds.open_finding'), // 巡查发现问题 → 立成责任单位的一件
  when('rounds.finding_opened', 'rounds.tell'), // → 告诉责任单位
  when('rounds.finding_opened', 'rounds.show_photos'), // 巡查时的照片 → 问题这一件自己存一份
  when('rounds.fixed', 'rounds.tell'), // 报了整改 → 请巡查人复查
  when('rounds.refused', 'rounds.tell'), // 没有改好 → 退回责任单位
  when('inspection.rung', 'rounds.tell_rung'),
  when('finding.rung', 'rounds.tell_rung'),
  when('concern.rung', 'rounds.tell_rung'), // 临期、到期、逾期 → 责任单位、分管领导、一把手、执法监督
  when('hardship.asked', 'hardship.tell'), // 有人申请困难救助 → 告诉决定的人
  when('hardship.asked_from', 'reach.hear_help'), // 从一件里代本人申请了 → 那一件记一笔；难处、编号、结果都不回到那一件
  when('hardship.asked_from', 'stuck.hear_help'),
  when('hardship.asked_from', 'transfer.hear_help'),
  when('hardship.asked_from', 'rounds.hear_help'),
  when('hardship.asked_from', 'zone.hear_help'),
  when('hardship.papers_asked', 'hardship.tell_citizen'), // 请本人补 → 告诉本人；照样计时
  when('hardship.granted', 'hardship.tell_citizen'), // 同意、不予、转民政、已给付 → 都告诉本人
  when('hardship.refused', 'hardship.tell_citizen'),
  when('hardship.handed_over', 'hardship.tell_citizen'),
  when('hardship.handed_over', 'hardship.tell'), // 转民政 → 告诉民政来签收
  when('hardship.sent_back', 'hardship.tell'), // 民政退回 → 告诉决定的人
  when('hardship.given', 'hardship.tell_citizen'), // 给付了 → 请本人说收到没有
  when('hardship.not_delivered', 'hardship.tell'), // 给本人的短信最终没有送到 → 告诉决定的人，另行告知
  when('hardship.reopened', 'hardship.raise'), // 本人说没有 → 高一级的负责人再看、重新计时
  when('hardship.rung', 'hardship.tell_rung'), // 临期、到期、逾期 → 决定人、民政、上级、执法监督
  when('zone.asked', 'zone.tell'), // 专区受理 → 告诉专员本人
  when('zone.changed', 'zone.tell'), // 换了专员 → 告诉新的专员
  when('zone.answered', 'zone.ask_citizen'), // 答复了 → 请本人说解决没有
  when('zone.not_delivered', 'zone.tell'), // 给本人的短信最终没有送到 → 告诉专员，另行告知
  when('zone.reopened', 'zone.raise'), // 本人说没解决 → 提一级、重新计时
  when('zone.moved', 'stuck.open_moved'), // 专区办不成的、本人要转的 → “办不成事”窗口接办，回执码不变
  when('zone.rung', 'zone.tell_rung'), // 临期、到期、逾期 → 专员、专区负责人、分管领导、一把手、营商环境办
  when('reception.day_changed', 'reception.carry_day'), // 接待日改了日子、地方、领导 → 约了的都跟着改
  when('reception.day_cancelled', 'reception.end_day'), // 接待日取消了 → 约了的都结束
  when('reception.moved', 'reception.tell_citizen'), // → 各告诉本人
  when('reception.day_off', 'reception.tell_citizen'),
  when('reception.promised', 'reception.tell'), // 领导答应了、改交了 → 告诉责任单位
  when('reception.promised', 'reception.tell_citizen'), // → 告诉本人谁办、哪天以前
  when('reception.given', 'reception.tell'),
  when('reception.returned', 'reception.tell'), // 不归它 → 告诉接待办公室改交
  when('reception.answered', 'reception.tell_citizen'), // 答复了 → 请本人说解决没有
  when('reception.not_delivered', 'reception.tell'), // 给本人的短信最终没有送到 → 告诉接待办公室，另行告知
  when('reception.reopened', 'reception.raise'), // 本人说没解决 → 提一级、重新计时
  when('reception.rung', 'reception.tell_rung'), // 没记录的、临期、到期、逾期 → 接待办公室、接待领导、责任单位、分管领导、一把手、执法监督
  when('bundle.rung', 'transfer.tell_rung'), // 停放超时、没有签收、找不到 → 保管的人、材料接转中心、分管领导
] as const
