import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { clockQuery, useMoveClock, useNow } from '../api/clock.ts'
import { sayInstant } from '../kit/dates.ts'
import { useLanguage, useWords } from '../kit/language.ts'
import { shell } from '../words.ts'

/** Says that everything here is invented, and moves the demo's time forward. Absent outside the demo. */
export function DemoBar() {
  const words = useWords(shell)
  const language = useLanguage()
  const now = useNow()
  const move = useMoveClock()
  const [busy, setBusy] = useState(false)
  const { data } = useQuery(clockQuery)
  if (!data?.demo) return null
  const moveBy = (step: { to: string } | { workingDays: number }): void => {
    setBusy(true)
    void move(step).finally(() => setBusy(false))
  }
  return (
    <aside className="demo-bar" aria-label={words.demo}>
      <strong>{words.demo}</strong>
      <span className="note">{words.demoNote}</span>
      <span className="push">
        <span className="note">{words.demoTime} </span>
        <b>{sayInstant(now, language, now)}</b>
      </span>
      <Button size="small" disabled={busy} onClick={() => moveBy({ to: new Date(now.getTime() + 3_600_000).toISOString() })}>
        {words.hourOn}
      </Button>
      <Button size="small" disabled={busy} onClick={() => moveBy({ workingDays: 1 })}>
        {words.dayOn}
      </Button>
    </aside>
  )
}
