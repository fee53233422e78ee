import { Card, Grid } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'

interface FoldProps {
  readonly title: string
  /** How much is behind it, so that nobody opens an empty one. */
  readonly count?: number
  /** Open from the start on a phone, too: one of a page. */
  readonly first?: boolean
  /** What is inside names itself on a desktop. */
  readonly named?: boolean
  /** In a frame of its own on a desktop. */
  readonly framed?: boolean
  readonly children: ReactNode
}

/** A part of a long page: on a desktop it stands there, on a phone it opens by a tap, or the page has no end. */
export function Fold({ title, count, first = false, named = false, framed = false, children }: FoldProps) {
  const phone = !Grid.useBreakpoint().md
  const [open, setOpen] = useState(first)
  if (!phone && named) return <>{children}</>
  if (!phone && framed)
    return (
      <Card size="small" title={<h2 className="card-title">{title}</h2>}>
        {children}
      </Card>
    )
  if (!phone)
    return (
      <section aria-label={title}>
        <h2>{title}</h2>
        {children}
      </section>
    )
  return (
    <details className="fold" open={open} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{title}</h2>
        {count === undefined ? null : <span className="quiet small">{count}</span>}
      </summary>
      {open ? <div className="fold-body">{children}</div> : null}
    </details>
  )
}
