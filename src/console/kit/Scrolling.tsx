import type { ReactNode } from 'react'

/** What may be wider than the screen scrolls in itself, and the keyboard can get to it. */
export function Scrolling({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="scrolling" role="group" aria-label={title} tabIndex={0}>
      {children}
    </div>
  )
}
