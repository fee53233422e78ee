import { EyeOutlined, PhoneFilled } from '@ant-design/icons'
import { Button, Card } from 'antd'
import { useNow } from '../../../console/api/clock.ts'
import { ActionButton } from '../../../console/kit/ActionBar.tsx'
import { sayDay } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import type { CardProps } from '../../../console/rooms.ts'
import type { ConcernCardView } from './card.ts'
import { concernCardWords } from './words.ts'

/** What was said, at which visit, and how the person is told. */
export function ConcernCard({ card, may, begin }: CardProps) {
  const view = card as ConcernCardView
  const words = useWords(concernCardWords)
  const language = useLanguage()
  const now = useNow()
  const openNumber = may.find(one => one.action === 'open_number')
  const pairs = [
    [words.words, view.words],
    ...(view.name === undefined ? [] : [[words.name, view.name] as const]),
    [words.unit, view.unitName],
    [words.place, view.place],
    [words.visitors, view.visitors],
    [words.visitingUnit, view.visitingUnitName],
  ] as const
  return (
    <Card size="small" title={<h2 className="card-title">{words.kinds[view.concern]}</h2>}>
      {view.contact.number === undefined ? (
        openNumber && view.contact.left ? (
          <ActionButton may={openNumber} begin={begin} block icon={<EyeOutlined />} />
        ) : null
      ) : (
        <Button type="primary" size="large" block icon={<PhoneFilled />} href={`tel:${view.contact.number}`}>
          {words.call(view.contact.number)}
        </Button>
      )}
      <p className="quiet small">{view.contact.left ? words.numberNote : words.noNumber}</p>
      <dl className="pairs">
        {pairs.map(([title, text]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>
              <Own>{text}</Own>
            </dd>
          </div>
        ))}
        <div>
          <dt>{words.visited}</dt>
          <dd>
            <Own>{view.campaignName}</Own> {sayDay(view.visitedOn, language, now)}
          </dd>
        </div>
      </dl>
    </Card>
  )
}
