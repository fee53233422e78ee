import type { ProblemList } from '../platform/http/problems.ts'

/** What the engine says no with. Rooms add the words of their own checks. */
export const engineProblems = {
  changed_meanwhile: {
    status: 409,
    zh: '这件事刚刚有了新的变化，请看过再提交。',
    en: 'The matter has just changed. Look again before sending.',
  },
  wrong_stage: {
    status: 409,
    zh: '这件事现在是「{stage}」，不能办这一步。',
    en: 'The matter stands at "{stage}" now; this step is not open.',
  },
  not_your_seat: { status: 403, zh: '您的岗位不能办这一步。', en: 'Your post may not do this.' },
  no_such_action: { status: 404, zh: '没有这一步。', en: 'There is no such step.' },
  input_incomplete: { status: 422, zh: '「{field}」没有填好。', en: '"{field}" is not filled in properly.' },
  no_extension: { status: 409, zh: '这个期限按规定不能延长。', en: 'By the rules this term cannot be extended.' },
  extension_used_up: { status: 409, zh: '延长的次数已经用完。', en: 'All extensions have been used.' },
  already_overdue: { status: 409, zh: '已经逾期，不能再延长。', en: 'It is overdue already; an extension is no pardon.' },
  clock_not_running: { status: 409, zh: '这个期限现在不在计时。', en: 'This clock is not running now.' },
  paper_of_another_post: { status: 409, zh: '您的岗位在这件事上没有这份文书。', en: 'This is not a paper of your post in this matter.' },
  scan_not_here: {
    status: 409,
    zh: '扫描件是办理内容，由能看到内容的岗位归卷。',
    en: 'A scan is content: it is filed by a post that reads the matter.',
  },
  dossier_failed: {
    status: 503,
    zh: '一件一档没有合成，可能是某个附件打不开。请稍后再试，或先单独下载附件。',
    en: 'The file could not be bound; an attachment may be broken. Try again later, or download the attachments one by one.',
  },
} as const satisfies ProblemList
