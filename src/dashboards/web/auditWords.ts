import { defineWords } from '../../console/kit/language.ts'

export const auditWords = defineWords({
  zh: {
    title: '监督清单',
    note: '按时间、单位查，查到的可以导出。每查一次，访问留痕上也记一笔。',
    list: '看哪一张',
    from: '从',
    until: '到',
    unit: '单位',
    roots: '每天的封存码',
  },
  en: {
    title: 'Audit lists',
    note: 'Searched by period and unit, and taken out. Each look is itself an entry of the access trail.',
    list: 'Which list',
    from: 'From',
    until: 'Until',
    unit: 'Unit',
    roots: 'Daily roots of the chain',
  },
})
