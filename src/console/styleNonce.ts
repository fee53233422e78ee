/** The server writes the answer's nonce into the page. */
export const nonceOfPage = (): string | undefined =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce || undefined

/**
 * The component library puts the nonce on the styles of its components, but not on those of its scroll lock and its
 * scrollbar measure. Scripts make these too, so whoever may run a script here may style; nothing is opened by it.
 */
export function giveStylesNonce(nonce: string | undefined): void {
  if (nonce === undefined) return
  const create = document.createElement.bind(document)
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options)
    if (element instanceof HTMLStyleElement) element.nonce = nonce
    return element
  }) as typeof document.createElement
}
