import type { ProblemList } from '../http/index.ts'

export const sheetProblems = {
  sheet_old: {
    status: 422,
    zh: '这是旧格式（.xls）或带密码的文件；请在 Excel 或 WPS 里另存为不带密码的 .xlsx。',
    en: 'This is the old format (.xls) or has a password; save it as .xlsx without one.',
  },
  sheet_not_xlsx: { status: 422, zh: '这不是 Excel 文件（.xlsx）。', en: 'This is not an Excel file (.xlsx).' },
  sheet_broken: {
    status: 422,
    zh: '这个 Excel 文件读不懂，可能不完整；请重新另存一份。',
    en: 'This Excel file cannot be read; save it again.',
  },
  sheet_too_large: {
    status: 413,
    zh: '表太大（最多 8 MB、20 万行）；请分成几份。',
    en: 'The table is too large (8 MB and 200,000 rows at most); split it.',
  },
} as const satisfies ProblemList
