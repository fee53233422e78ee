import { EyeOutlined, PhoneFilled } from '@ant-design/icons'
import { Button, Card } from 'antd'
import { ActionButton } from '../../../console/kit/ActionBar.tsx'
import { useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import type { CardProps } from '../../../console/rooms.ts'
import type { ZoneCardView } from './card.ts'
import { zoneCardWords, zoneWords } from './words.ts'

/** Who asked, for which firm, about what, and how she is reached. */
export function ZoneCard({ card, may, begin }: CardProps) {
  const view = card as ZoneCardView
  const words = useWords(zoneCardWords)
  const { kinds } = useWords(zoneWords)
  const openNumber = may.find(one => one.action === 'open_number')
  const pairs = [
    [words.work, kinds[view.work]],
    [words.firm, view.firm ?? words.person],
    [words.name, view.name],
    [words.words, view.words],
    [words.specialist, view.specialist],
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
