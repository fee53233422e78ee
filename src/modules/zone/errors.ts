import type { ProblemList } from '../../platform/http/index.ts'

export const zoneProblems = {
  no_such_zone: { status: 422, zh: '没有这个专区，请从列表里选。', en: 'There is no such zone; choose from the list.' },
  not_your_zone: { status: 403, zh: '这不是您岗位的专区。', en: 'This is not a zone of your post.' },
  zone_without_specialist: {
    status: 409,
    zh: '这个专区现在没有专员在岗，请联系专区负责人。',
    en: 'Nobody works in this zone at present; ask whoever leads it.',
  },
  zone_last_round: {
    zh: '专区的最后一轮已经看过：可以转到“办不成事”窗口，或者如实记为没有解决。',
    en: 'The last round is over: move it to the window of last resort, or let it be kept as not solved.',
  },
  zone_another_round_left: { zh: '还有下一轮，请用“没解决，请再办”。', en: 'There is another round: ask for it.' },
  zone_no_window: {
    zh: '这个专区没有对应的“办不成事”窗口，不能转；请联系专区负责人。',
    en: 'No window of last resort belongs to this zone; ask whoever leads it.',
  },
  zone_file_faulty: {
    status: 422,
    zh: '文件里有问题的行，改好再导入；一行也没有导入。',
    en: 'Some rows are faulty; nothing was brought in.',
  },
  zone_file_known: { status: 409, zh: '这份文件已经导入过。', en: 'This file has been brought in before.' },
  zone_file_gone: { status: 409, zh: '这份导入已经撤回。', en: 'This file has been taken back already.' },
} as const satisfies ProblemList
