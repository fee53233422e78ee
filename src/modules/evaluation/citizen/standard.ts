import type { PageLanguage } from '../../../kit/page.ts'
import type { Dimension, Level } from './view.ts'

/** Best first, as in the forms of the cities that rate in three or in five levels. A programme may name its own. */
const levels: Readonly<Record<PageLanguage, Readonly<Record<3 | 5, readonly string[]>>>> = {
  zh: { 3: ['满意', '基本满意', '不满意'], 5: ['非常满意', '满意', '基本满意', '不满意', '非常不满意'] },
  en: { 3: ['Good', 'Fair', 'Poor'], 5: ['Very good', 'Good', 'Fair', 'Poor', 'Very poor'] },
}

const dimensions: Readonly<Record<PageLanguage, readonly Dimension[]>> = {
  zh: [
    { key: 'attitude', title: '态度', hint: '说话和气、有耐心' },
    { key: 'conduct', title: '作风', hint: '不拖不推、公道干净' },
    { key: 'ability', title: '能力', hint: '懂业务、讲得明白' },
    { key: 'result', title: '办理结果', hint: '事情有着落、有说法' },
  ],
  en: [
    { key: 'attitude', title: 'Attitude', hint: 'friendly, patient' },
    { key: 'conduct', title: 'Conduct', hint: 'no delay, no passing on, fair and clean' },
    { key: 'ability', title: 'Ability', hint: 'knows the work, explains it clearly' },
    { key: 'result', title: 'Result', hint: 'something came of it, with reasons' },
  ],
}

/** Levels as integers 1…n, n best. */
export const standardLevels = (lang: PageLanguage, count: 3 | 5): readonly Level[] =>
  levels[lang][count].map((title, at) => ({ level: count - at, title }))

export const standardDimensions = (lang: PageLanguage): readonly Dimension[] => dimensions[lang]
