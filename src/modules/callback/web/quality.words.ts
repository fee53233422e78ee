import { defineWords } from '../../../console/kit/language.ts'

export const qualityWords = defineWords({
  zh: {
    title: '回访质量',
    voices: '两个声音',
    voicesNote: (since: string, least: number) =>
      `先前记下的，和部门以外的人再问时群众本人说的，是不是一回事。从${since}起；再问到的不满${least}人的部门不显示。每一次说法不一，那一件都已经换人、提一级重办。`,
    voicesRule: '部门按编码排列，不排名次：人少，差几个百分点不说明什么，看区间。',
    unit: '部门',
    asked: '再问到',
    askedOf: (asked: number) => `${asked}人以上`,
    apart: '说法不一',
    about: (share: number) => `约${share}%`,
    between: (from: number, to: number) => `${from}%～${to}%之间`,
    none: '还没有部门再问到足够多的人',
    noneNote: (least: number) => `一个部门再问到满${least}人，才显示。`,
  },
  en: {
    title: 'Quality of the calls',
    voices: 'Two voices',
    voicesNote: (since: string, least: number) =>
      `Whether what was written down first is what the citizen says when somebody outside the department asks again. Since ${since}; a department with fewer than ${least} that answered is not shown. Wherever the two differ, the matter has gone to somebody else, one level higher.`,
    voicesRule:
      'Departments stand in the order of their codes, not of a rank: where few were asked, some points say nothing. Read the interval.',
    unit: 'Department',
    asked: 'Asked again',
    askedOf: (asked: number) => `${asked} or more`,
    apart: 'Said otherwise',
    about: (share: number) => `about ${share} %`,
    between: (from: number, to: number) => `between ${from} and ${to} %`,
    none: 'In no department have enough been asked again',
    noneNote: (least: number) => `A department is shown once ${least} have answered.`,
  },
})
