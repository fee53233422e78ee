const dayMs = 86_400_000
const beijing = 28_800_000
/** Day 0 of the calendar that Excel counts in; its 29 February 1900 makes days before March 1900 one off, which no ledger holds. */
const origin = Date.UTC(1899, 11, 30)
const origin1904 = Date.UTC(1904, 0, 1)

const dayPattern = /^\d{4}-\d{2}-\d{2}$/

/** Excel's number of a day, or of an instant as the clock on a Beijing wall shows it; undefined where the text is neither. */
export const serialOf = (text: string, kind: 'day' | 'instant'): number | undefined => {
  if (kind === 'day') {
    const at = dayPattern.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
    return Number.isNaN(at) || at < Date.UTC(1900, 2, 1) ? undefined : (at - origin) / dayMs
  }
  const at = /T/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? undefined : Math.round((at + beijing - origin) / 60_000) / 1440
}

/** 2026-09-30 10:05, Beijing time. */
export const wallTime = (iso: string): string => {
  const at = Date.parse(iso)
  return Number.isNaN(at) ? iso : new Date(at + beijing).toISOString().slice(0, 16).replace('T', ' ')
}

/** What Excel's number says: a day, and the time where it has one. */
export const textOfSerial = (serial: number, from1904: boolean): string | undefined => {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_466) return undefined
  const text = new Date((from1904 ? origin1904 : origin) + Math.round(serial * 86_400) * 1000).toISOString()
  return Number.isInteger(serial) ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ')
}

/** Formats that every Excel knows by number for days and times; 27 to 36 and 50 to 58 are the Chinese ones. */
const builtIn = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

export const isDateFormat = (id: number, code: string | undefined): boolean =>
  code === undefined ? builtIn(id) : /[ymdhs年月日]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, ''))
