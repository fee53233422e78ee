import { defineWords } from '../../../console/kit/language.ts'

export const marksWords = defineWords({
  zh: {
    title: '记录质检',
    note: (since: string, least: number, percent: number, atLeast: number) =>
      `回访记录写得怎么样，由部门以外的人抽着评：每周抽${percent}%，至少${atLeast}件。从${since}起；评满${least}件的部门才显示。评的是记录，和群众满不满意无关。`,
    unit: '部门',
    marked: '评了',
    markedOf: (marked: number) => `${marked}件以上`,
    missing: '哪一项扣得多',
    missingOf: (title: string, share: number) => `${title}：约少${share}%`,
    upheld: '异议后提了分的',
    about: (share: number) => `约${share}%`,
    none: '还没有部门评到足够多的记录',
    noneNote: (least: number) => `一个部门评满${least}件，才显示。部门按编码排列，不排名次。`,
    draws: '每周的抽取',
    drawsNote:
      '每周一先公布随机数的指纹，周末后才公布随机数：谁也不能挑着抽。抽取单里只有抽签号，谁都可以用 npx huiyin verify-draw 复算；指纹也在 /api/callback/draws，请当周抄下一份。',
    week: '哪一周（周一）',
    hash: '随机数的指纹',
    drawn: '抽了几件',
    running: '这一周还没完',
    drawnOf: (drawn: number, listed: number) => `${listed}件里抽${drawn}件`,
    sheet: '抽取单',
    takeSheet: '下载',
    noDraw: '还没有抽过',
  },
  en: {
    title: 'Marking of records',
    note: (since: string, least: number, percent: number, atLeast: number) =>
      `How well calls are recorded, marked by somebody outside the department: ${percent}% of a week’s records, ${atLeast} at least. Since ${since}; a department is shown from ${least} on. The record is marked; whether the citizen was content is no part of it.`,
    unit: 'Department',
    marked: 'Marked',
    markedOf: (marked: number) => `${marked} or more`,
    missing: 'Where points are missing',
    missingOf: (title: string, share: number) => `${title}: about ${share}% missing`,
    upheld: 'Raised after an objection',
    about: (share: number) => `about ${share}%`,
    none: 'In no department have enough records been marked',
    noneNote: (least: number) => `A department is shown once ${least} are marked, in the order of codes, not of a rank.`,
    draws: 'The weekly draws',
    drawsNote:
      'On Monday the hash of the seed is published, the seed itself only after the week: nobody can choose what is drawn. A sheet holds tickets alone; anybody draws again with npx huiyin verify-draw. The hashes stand at /api/callback/draws as well; copy them down in their week.',
    week: 'Week (its Monday)',
    hash: 'Hash of the seed',
    drawn: 'Drawn',
    running: 'The week is not over',
    drawnOf: (drawn: number, listed: number) => `${drawn} of ${listed}`,
    sheet: 'Sheet',
    takeSheet: 'Download',
    noDraw: 'Nothing has been drawn yet',
  },
})
