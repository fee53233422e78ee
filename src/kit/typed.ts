/** 16 digits as somebody typed them, spaces and all; undefined for anything else. */
export const readCode = (text: string): string | undefined => {
  const digits = text.normalize('NFKC').replace(/[\s-]/g, '')
  return /^\d{16}$/.test(digits) ? digits : undefined
}

/** Plain numbers of mainland telephones, as digits; undefined where nobody could be reached. */
export const readPhone = (typed: string): string | undefined => {
  const digits = typed
    .normalize('NFKC')
    .replaceAll(/[\s()-]/g, '')
    .replace(/^(?:\+|00)?86(?=1)/, '')
  return /^1\d{10}$/.test(digits) || /^0\d{9,11}$/.test(digits) ? digits : undefined
}
