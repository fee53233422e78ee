import { EyeOutlined, PhoneFilled } from '@ant-design/icons'
import { Button, Card } from 'antd'
import { ActionButton } from '../../../console/kit/ActionBar.tsx'
import { useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import type { CardProps } from '../../../console/rooms.ts'
import type { ReachCardView } from './card.ts'
import { reachCardWords } from './words.ts'

/** Who waits for a call, about what, and how she is reached. */
export function ReachCard({ card, may, begin }: CardProps) {
  const view = card as ReachCardView
  const words = useWords(reachCardWords)
  const openNumber = may.find(one => one.action === 'open_number')
  const pairs = [
    [words.name, view.name],
    [words.about, view.about],
    [words.officer, view.officer ?? words.unknown],
    [words.question, view.question],
    [words.tried, view.tried],
    [words.unit, view.unitName],
    ...(view.told === undefined ? [] : [[words.told, view.told] as const]),
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
        {pairs.map(([title, text]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>
              <Own>{text}</Own>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
