/** What spreadsheets take for the beginning of a formula or a command (ASVS 1.2.10), in full width as well. */
const starters = new Set(['=', '+', '-', '@', '\t', '\0', '\r', '\n', '＝', '＋', '－', '＠'])
/** Some programs drop these before they look. */
const unseen = /^[\s\u200B-\u200D\u2060\uFEFF]+/

export const isHostile = (text: string): boolean => starters.has(text.charAt(0)) || starters.has(text.replace(unseen, '').charAt(0))

/** As a text cell of a CSV may stand: a quote in front makes every spreadsheet read it as text. */
export const defuse = (text: string): string => (isHostile(text) ? `'${text}` : text)
