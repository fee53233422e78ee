/** What a repair order could give its writer's source away with. */
export type Hint = 'date' | 'sum' | 'person' | 'number'

export const hintTitles: Readonly<Record<Hint, string>> = { date: '日期', sum: '金额', person: '人名或称呼', number: '号码或案号' }

const digits = '[\\d０-９零〇一二两三四五六七八九十百千万]'
const patterns: readonly (readonly [Hint, RegExp])[] = [
  ['number', /[（(〔[]\d{4}[)）〕\]].{0,14}号|\d{6,}/u],
  [
    'date',
    new RegExp(
      `\\d{4}年|${digits}+月${digits}+|(?<!${digits})(?:\\d{1,2}|[一二三十]{1,3})[日号](?![码窗楼厅法])|(?<![\\d.])(?:\\d{4}[-/.])?(?:1[0-2]|0?[1-9])[-/.](?:[12]\\d|3[01]|0?[1-9])(?![\\d.]|\\s*(?:米|公里|倍|小时|个|%))|(?:周|星期|礼拜)[一二三四五六日天]|昨天|前天|今天|当天|上周|上个?月|上午|下午|(?<!\\d)[0-2]?\\d[:：][0-5]\\d|\\d{1,2}点|[三四五六七八九十]+点(?!建议|要求)`,
      'u',
    ),
  ],
  ['sum', new RegExp(`${digits}+(?:[.．]\\d+)?\\s*(?:余|多)?(?:元|块|万|角|美元)|[¥￥]\\s*\\d`, 'u')],
  [
    'person',
    /[\u4e00-\u9fff](?:先生|女士|同志|师傅|阿姨|大爷|大妈|大姐|大哥|老师|法官|警官|某)|姓[\u4e00-\u9fff]|(?:老|小)[赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢章苏潘范彭马方袁柳史唐廖任石崔高刘林徐罗梁宋郭黄胡](?![\u4e00-\u9fff]?[区组时年])|(?:当事人|原告|被告|申请人|被执行人|举报人|来访人)[\u4e00-\u9fff]{2,3}(?:反映|说|称|的|，|。|,)/u,
  ],
]

/**
 * Kinds of hints found in an order's text ("this text names a date, a sum, a person"). A guess that errs towards
 * asking: the writer reads the text again and may keep it.
 */
export const hintsIn = (text: string): readonly Hint[] => patterns.filter(([, pattern]) => pattern.test(text)).map(([hint]) => hint)

const everywhere = patterns.map(([, pattern]) => new RegExp(pattern.source, 'gu'))
/** The same text for a reader who needs no day, sum, person or number of it. As much a guess as the hints are. */
export const maskHints = (text: string): string => everywhere.reduce((left, pattern) => left.replace(pattern, '■■'), text)
