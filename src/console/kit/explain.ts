/**
 * How an explanation opens: under a mouse or the keyboard's focus where there is one, by a tap on a touch screen. Both
 * together would open and close it with the same tap.
 */
export const explainOn = (): ('hover' | 'focus' | 'click')[] =>
  typeof matchMedia !== 'undefined' && matchMedia('(hover: hover)').matches ? ['hover', 'focus'] : ['click']
