import { EyeOutlined, PhoneFilled } from '@ant-design/icons'
import { Button, Card } from 'antd'
import { useNow } from '../../../console/api/clock.ts'
import { ActionButton } from '../../../console/kit/ActionBar.tsx'
import { sayDay } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import type { CardProps } from '../../../console/rooms.ts'
import type { ReceptionCardView } from './card.ts'
import { receptionCardWords } from './words.ts'

/** Whom she wants to see, when, about what, and how she is reached. */
export function ReceptionCard({ card, may, begin }: CardProps) {
  const view = card as ReceptionCardView
  const words = useWords(receptionCardWords)
  const language = useLanguage()
  const now = useNow()
  const openNumber = may.find(one => one.action === 'open_number')
  const pairs = [
    [words.when, `${sayDay(view.onDay, language, now)} ${view.at}`],
    [words.leader, view.leader],
    [words.venue, `${view.placeName} ${view.venue}`],
    [words.name, view.name],
    [words.helper, view.helper],
    [words.words, view.words],
    [words.unit, view.unitName],
  ] as const
  return (
    <Card size="small">
      {view.contact.number === undefined ? (
        openNumber ? (
          <ActionButton may={openNumber} begin={begin} block icon={<EyeOutlined />} />
        ) : null
      ) : (
        <Button type="primary" size="large" block icon={<PhoneFilled />} href={`tel:${view.contact.number}`}>
          {words.call(view.contact.number)}
        </Button>
      )}
      <p className="quiet small">{words.numberNote}</p>
      <dl className="pairs">
        {pairs.map(([title, text]) =>
          text === undefined ? null : (
            <div key={title}>
              <dt>{title}</dt>
              <dd>
                <Own>{text}</Own>
              </dd>
            </div>
          ),
        )}
      </dl>
    </Card>
  )
}
