import { Link } from '@tanstack/react-router'
import { Tag } from 'antd'
import { useNow } from '../api/clock.ts'
import type { ClockView, MatterView } from '../api/matters.ts'
import { matterIn } from '../flowWords.ts'
import { kinds } from '../rooms.ts'
import { shell } from '../words.ts'
import { ClockBadge } from '../kit/ClockBadge.tsx'
import { nearest } from '../kit/clockReading.ts'
import { dayOfInstant, sayDay } from '../kit/dates.ts'
import { useLanguage, useWords } from '../kit/language.ts'
import type { Column } from '../kit/ServerTable.tsx'
import { Own } from '../kit/Own.tsx'

/** In the reader's language where the console knows the words; otherwise as the server says it. */
export function useMatterWords(): {
  readonly kind: (kind: string) => string
  readonly stage: (matter: MatterView) => string
  readonly nearest: (matter: MatterView) => ClockView | undefined
} {
  const language = useLanguage()
  return {
    kind: kind => kinds[kind]?.words[language].title ?? kind,
    stage: matter => (language === 'en' ? kinds[matter.kind]?.words.en.stages[matter.stage] : undefined) ?? matter.stageTitle,
    nearest: matter => {
      const english = language === 'en' ? kinds[matter.kind]?.english : undefined
      return nearest((english === undefined ? matter : matterIn(matter, english)).clocks)
    },
  }
}

function Opened({ at }: { readonly at: string }) {
  return <>{sayDay(dayOfInstant(new Date(at)), useLanguage(), useNow())}</>
}

/** The columns of every list of matters. Nothing in them sorts by a unit's result. */
export function useMatterColumns(): readonly Column<MatterView>[] {
  const { matters: words } = useWords(shell)
  const say = useMatterWords()
  return [
    {
      key: 'number',
      title: words.number,
      headline: true,
      show: matter => (
        <Link to="/matters/$id" params={{ id: matter.id }} className="number" data-opens>
          {matter.number}
        </Link>
      ),
    },
    {
      key: 'stage',
      title: words.stage,
      headline: true,
      show: matter => (
        <>
          {say.stage(matter)} {matter.first ? <Tag color="warning">{words.first}</Tag> : null}{' '}
          {matter.round > 1 ? <Tag color="warning">{words.round(matter.round)}</Tag> : null}
        </>
      ),
    },
    { key: 'kind', title: words.kind, show: matter => say.kind(matter.kind) },
    { key: 'unit', title: words.unit, show: matter => <Own>{matter.unitName}</Own> },
    {
      key: 'clock',
      title: words.clock,
      show: matter => {
        const clock = say.nearest(matter)
        return clock ? <ClockBadge clock={clock} /> : '—'
      },
    },
    { key: 'opened', title: words.openedAt, show: matter => <Opened at={matter.openedAt} /> },
  ]
}
