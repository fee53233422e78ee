import type { Block, Fields, Paper } from '../../../platform/documents/contract.ts'

/** 编号、签字、盖章 are the office's own: blank lines that a pen fills. */
const signed = (who: string): Block[] => [{ text: '' }, { text: `${who}（签字）：　　　　　　　　　年　　月　　日` }]
const numbered: Block = { text: '编号：　　　　　　　　　　', align: 'right' }
const clocks: Fields = { 轮次: '第1轮', 时限: '整改时限', 应于: '2026年9月21日', 情况: '按期办结' }
const clockList: Block = {
  list: '时限',
  columns: [
    ['轮次', '{轮次}', 2],
    ['时限', '{时限}', 4],
    ['应于', '{应于}', 5],
    ['情况', '{情况}', 4],
  ],
}
const matter: Fields = { 件号: '3F7K-2M9P-X', 类别: '回访整改', 单位: '柳渡区人民法院执行局' }

/** The papers of this room as an office finds them before it brings its own; values are invented and stand on previews alone. */
export const forms = {
  call_record: {
    name: 'call_record',
    title: { zh: '回访记录表', en: 'Record of the call' },
    fields: {
      ...matter,
      事项: '执行：腾房',
      办结日期: '2026年9月14日',
      评价: '服务态度：不满意',
      原因: '来回跑',
      群众留言: '同样的材料要了三次。',
      回访人: '回访人 韩芳',
      回访时间: '2026年9月15日 10:05',
      群众反映: '材料清单没有一次讲全。',
      原因类别: '文书材料',
      归口: '机制',
      群众建议: '清单贴在墙上。',
      立刻交办: '不同意',
    },
    rows: { 联系: { 时间: '2026年9月15日 10:05', 办理: '打通了，记下来', 人员: '回访人 韩芳', 情况: '' } },
    layout: [
      { title: '群众评价回访记录表' },
      numbered,
      {
        form: [
          [
            ['件号', '{件号}'],
            ['单位', '{单位}'],
          ],
          [
            ['事项', '{事项}'],
            ['办结日期', '{办结日期}'],
          ],
          [['评价', '{评价}']],
          [['原因', '{原因}']],
          [['群众留言', '{群众留言}']],
          [
            ['回访人', '{回访人}'],
            ['回访时间', '{回访时间}'],
          ],
          [['群众反映', '{群众反映}']],
          [
            ['原因类别', '{原因类别}'],
            ['归口', '{归口}'],
          ],
          [['群众建议', '{群众建议}']],
          [['同意立刻交办', '{立刻交办}']],
        ],
      },
      {
        list: '联系',
        columns: [
          ['时间', '{时间}', 5],
          ['办理', '{办理}', 5],
          ['人员', '{人员}', 5],
          ['情况', '{情况}', 6],
        ],
      },
      ...signed('回访人'),
      { text: '内部使用。不得告知被评人，不得放进被评人看得到的卷宗。' },
    ],
  },
  repair_order: {
    name: 'repair_order',
    title: { zh: '问题整改单', en: 'Repair order' },
    fields: { 单位: '柳渡区人民法院执行局' },
    rows: {
      要求: {
        序号: '1',
        原因: '文书材料',
        要改什么: '收件清单一次讲全',
        责任人: '内勤',
        期限: '2026年\n9月27日',
        发出日期: '2026年\n9月21日',
        回复: '已改好：清单已上墙（2026年9月24日）',
      },
    },
    layout: [
      { title: '问题整改单' },
      numbered,
      { text: '{单位}：' },
      { text: '以下问题请逐条改好，按期回复。不查问、不猜测是谁反映的；打听、为难群众的，依规依纪处理。', indent: true },
      {
        list: '要求',
        columns: [
          ['序号', '{序号}', 14],
          ['原因', '{原因}', 23],
          ['要改什么', '{要改什么}', 41],
          ['责任人', '{责任人}', 19],
          ['期限', '{期限}', 23],
          ['发出日期', '{发出日期}', 23],
          ['回复', '{回复}', 35],
        ],
      },
      ...signed('单位负责人'),
    ],
  },
  repair_report: {
    name: 'repair_report',
    title: { zh: '整改反馈表', en: 'Report of the repair' },
    fields: {
      ...matter,
      要改什么: '收件清单一次讲全',
      查到的问题: '清单没有贴出来。',
      整改办法: '清单上墙，并随短信发给当事人。',
      起始日期: '2026年9月15日',
      责任人: '内勤',
      凭据: '现场照片，1份，存本件档案',
      反馈人: '回访人 韩芳',
      反馈日期: '2026年9月16日',
    },
    layout: [
      { title: '整改反馈表' },
      numbered,
      {
        form: [
          [
            ['件号', '{件号}'],
            ['单位', '{单位}'],
          ],
          [['要改什么', '{要改什么}']],
          [['查到的问题', '{查到的问题}']],
          [['整改办法', '{整改办法}']],
          [
            ['起始日期', '{起始日期}'],
            ['责任人', '{责任人}'],
          ],
          [['凭据', '{凭据}']],
          [
            ['反馈人', '{反馈人}'],
            ['反馈日期', '{反馈日期}'],
          ],
          [['审核意见', '']],
        ],
      },
      ...signed('单位负责人'),
    ],
  },
  supervision_letter: {
    name: 'supervision_letter',
    title: { zh: '督办函', en: 'Letter of supervision' },
    fields: {
      件号: '3F7K-2M9P-X',
      发文机关: '中共柳渡区委政法委员会',
      文号: '柳政法督〔2026〕12号',
      紧急程度: '加急',
      单位: '柳渡区人民法院',
      原件: '8N7W…',
      逾期情况: '整改时限已逾期',
      应于: '2026年9月21日',
      督办要求: '请查明原因，抓紧办理。',
      签发日期: '2026年9月30日',
    },
    layout: [
      // Secrets have no place in the house, so that an office which classes a letter brings a form of its own for it.
      { letterhead: '{发文机关}', number: '{文号}', marks: ['{紧急程度}'] },
      { title: '关于抓紧办理群众评价事项的督办函' },
      { text: '{单位}：' },
      { text: '你单位承办的群众评价事项（{原件}），{逾期情况}，应于{应于}办结。{督办要求}', indent: true },
      { text: '请于收到本函之日起　　个工作日内书面反馈。本函只督办程序和作风，不涉及案件实体处理结果。', indent: true, stays: true },
      { text: '', stays: true },
      { text: '{发文机关}（印章）', align: 'right', stays: true },
      { text: '年　　月　　日　　　　', align: 'right', stays: true },
      { imprint: ['抄送：', ['{发文机关}', '　　年　　月　　日印发']] },
    ],
  },
  supervision_reply: {
    name: 'supervision_reply',
    title: { zh: '督办回复', en: 'Reply to a letter of supervision' },
    fields: {
      件号: '3F7K-2M9P-X',
      文号: '柳政法督〔2026〕12号',
      单位: '柳渡区人民法院',
      逾期情况: '整改时限已逾期',
      回复: '已换人办理，收件清单已上墙。',
      办到日期: '2026年10月12日',
    },
    layout: [
      { letterhead: '{单位}', number: '　　　　〔　　　〕　　号', marks: [''] },
      { title: '关于督办事项办理情况的回复' },
      { text: '（主送机关）：' },
      { text: '收到{文号}督办函（{逾期情况}）后，我单位办理情况回复如下：', indent: true },
      { text: '{回复}', indent: true },
      { text: '办到日期：{办到日期}', indent: true, stays: true },
      { text: '', stays: true },
      { text: '{单位}（印章）', align: 'right', stays: true },
      { text: '年　　月　　日　　　　', align: 'right' },
    ],
  },
  closing_record: {
    name: 'closing_record',
    title: { zh: '销号表', en: 'Closing record' },
    fields: {
      ...matter,
      立件日期: '2026年9月14日',
      办结日期: '2026年9月25日',
      办结方式: '群众认可已解决',
      轮次: '共1轮',
      反映的问题: '材料清单没有一次讲全。',
      整改或答复: '清单上墙，并随短信发给当事人。',
    },
    rows: { 时限: clocks },
    layout: [
      { title: '问题销号表' },
      numbered,
      {
        form: [
          [
            ['件号', '{件号}'],
            ['类别', '{类别}'],
          ],
          [
            ['单位', '{单位}'],
            ['办理轮次', '{轮次}'],
          ],
          [
            ['立件日期', '{立件日期}'],
            ['办结日期', '{办结日期}'],
          ],
          [['办结方式', '{办结方式}']],
          [['反映的问题', '{反映的问题}']],
          [['整改或答复', '{整改或答复}']],
          [['核查意见', '']],
        ],
      },
      clockList,
      ...signed('核查人'),
    ],
  },
} as const satisfies Readonly<Record<string, Paper>>
