import { Card } from 'antd'
import { useNow } from '../../../console/api/clock.ts'
import { sayDay } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import type { CardProps } from '../../../console/rooms.ts'
import type { FindingCardView } from './card.ts'
import { inspectionWords } from './inspection.words.ts'
import { Photos } from './Photos.tsx'

/** What does not hold and how it looked; below it what was done about it, for whoever looks again. */
export function FindingCard({ card }: CardProps) {
  const view = card as FindingCardView
  const words = useWords(inspectionWords)
  const language = useLanguage()
  const now = useNow()
  return (
    <Card
      size="small"
      title={
        <h2 className="card-title">
          <Own>{view.item}</Own>
        </h2>
      }
    >
      <p>
        <Own>{view.what}</Own>
      </p>
      <Photos ids={view.photos} />
      <p className="quiet small">
        <Own>{`${view.inspectionName} ${view.placeName}`}</Own> {sayDay(view.day, language, now)} {view.at}
      </p>
      {view.fixed === undefined ? null : (
        <>
          <h3>{words.fixed}</h3>
          <p>
            <Own>{view.fixed.what}</Own>
          </p>
          <Photos ids={view.fixed.photos} />
        </>
      )}
    </Card>
  )
}
