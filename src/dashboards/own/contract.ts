/** The lists whose filters can be kept under a name. */
export const viewLists = ['matters', 'loop_health'] as const
export type ViewList = (typeof viewLists)[number]

/** A named filter of a list (常用筛选), as its address has it. */
export interface SavedView {
  readonly id: string
  readonly list: ViewList
  readonly name: string
  readonly filter: Readonly<Record<string, string>>
  /** Opens with the list; the viewer's own alone. */
  readonly first: boolean
  readonly own: boolean
  readonly shared: boolean
  /** One's own, or shared with a unit whose lists the viewer arranges. */
  readonly mayDrop: boolean
}

/** How one person wants the console to be, wherever he signs in. */
export interface OwnChoice {
  readonly keys: boolean
  /** The tour of the post: not begun, left on the way, gone through or not wanted. */
  readonly tour: 'new' | 'left' | 'done'
  readonly tourStep: number
}
