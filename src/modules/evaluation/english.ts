import type { PageLanguage } from '../../kit/page.ts'
import { dimensionKeys } from './settings.ts'
import type { EvaluationSettings } from './settings.ts'
import { words } from './words.ts'

/** What we ourselves say of levels, aspects and reasons: a city that keeps these words has their English for nothing. */
const ours: Readonly<Record<string, string>> = {
  非常满意: 'Very good',
  满意: 'Good',
  基本满意: 'Fair',
  不满意: 'Poor',
  非常不满意: 'Very poor',
  态度: 'Attitude',
  作风: 'Conduct',
  能力: 'Ability',
  办理结果: 'Result',
  '说话和气、有耐心': 'friendly, patient',
  '不拖不推、公道干净': 'no delay, no passing on, fair and clean',
  '懂业务、讲得明白': 'knows the work, explains it clearly',
  '事情有着落、有说法': 'something came of it, with reasons',
  '人太多，顾不上我': 'Too crowded, nobody had time for me',
  '没座位、听不清、老人不方便': 'No seat, hard to hear, hard for the elderly',
  '说话没遮挡，旁人都听见': 'No privacy, everybody could listen',
  '不耐烦、话难听': 'Impatient or rude',
  不听我把话说完: 'Did not let me finish',
  等得太久: 'The wait was too long',
  '电话打不通，找不到承办人': 'No answer by telephone, officer not to be found',
  约好了却办不了: 'An appointment that was not kept',
  几个部门来回推: 'Sent from one department to another',
  拖着不办: 'Put off without reason',
  两边不一样对待: 'The two sides were not treated alike',
  没有一次说清要什么: 'Not told at once all that was needed',
  '样表、指南看不懂或有错': 'Forms or guides unclear or wrong',
  '机器、网页老出毛病': 'Machines or web pages out of order',
  '业务不熟，说法不一': 'Unsure of the work, different answers',
  同样的内容填了好几遍: 'The same things to be filled in again and again',
  多要了指南上没有的材料: 'Asked for papers that the guide does not name',
  该受理没受理: 'Not accepted although it should have been',
  说好的日子没办完: 'Not done by the day that was promised',
  没人告诉我结果和理由: 'Nobody told me the result and the reasons',
  没告诉我不服该怎么办: 'Not told what to do if I do not agree',
  规定本身不合理: 'The rule itself is unreasonable',
  '对裁判、处理决定本身不服': 'I do not accept the ruling or decision itself',
  评价回访中心: 'the callback centre',
  [words.nobody]: 'whoever takes over the vacant post',
}

type Twin = readonly [path: string, text: string, english: string | undefined]

/** Everything of these settings that a citizen reads, each with its English twin where the programme has one. */
const twinsOf = (settings: EvaluationSettings): readonly Twin[] => [
  ...settings.levels.map((text, at): Twin => [`levels.${at}`, text, settings.levels_en?.[at]]),
  ...dimensionKeys.flatMap((key): Twin[] => [
    ...(settings.dimensions[key] === undefined
      ? []
      : [[`dimensions.${key}`, settings.dimensions[key], settings.dimensions_en[key]] satisfies Twin]),
    ...(settings.hints[key] === undefined ? [] : [[`hints.${key}`, settings.hints[key], settings.hints_en[key]] satisfies Twin]),
  ]),
  ...Object.entries(settings.lines).flatMap(([code, line]): Twin[] => [
    [`lines.${code}.name`, line.name, line.name_en],
    ...(line.lawful_route === undefined ? [] : [[`lines.${code}.lawful_route`, line.lawful_route, line.lawful_route_en] satisfies Twin]),
  ]),
  ...Object.entries(settings.reasons).map(([code, reason]): Twin => [`reasons.${code}.title`, reason.title, reason.title_en]),
  ['centre', settings.centre, settings.centre_en],
]

const known = new WeakMap<EvaluationSettings, ReadonlyMap<string, string>>()

/** The settings of a version are one frozen object, so its words are collected once. */
const englishOf = (settings: EvaluationSettings): ReadonlyMap<string, string> => {
  const found =
    known.get(settings) ??
    new Map([
      ...Object.entries(ours),
      ...twinsOf(settings).flatMap(([, text, english]) => (english === undefined ? [] : [[text, english] as const])),
    ])
  known.set(settings, found)
  return found
}

/** A title of the programme as this reader is told it; what has no English stays as it is. */
export const inLanguage = (settings: EvaluationSettings, lang: PageLanguage): ((text: string) => string) =>
  lang === 'zh' ? text => text : text => englishOf(settings).get(text) ?? text

/** Where an English page would show Chinese. */
export const withoutEnglish = (settings: EvaluationSettings): readonly string[] =>
  twinsOf(settings).flatMap(([path, text, english]) => (english !== undefined || Object.hasOwn(ours, text) ? [] : [path]))
