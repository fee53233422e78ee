import { EyeOutlined, PhoneFilled } from '@ant-design/icons'
import { Button, Card } from 'antd'
import { ActionButton } from '../../../console/kit/ActionBar.tsx'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import type { CardProps } from '../../../console/rooms.ts'
import type { HardshipCardView } from './card.ts'
import { hardshipCardWords } from './words.ts'

/** Who applies for what, how she is reached, and what she was granted; for those who decide. */
export function HardshipCard({ card, may, begin }: CardProps) {
  const view = card as HardshipCardView
  const words = useWords(hardshipCardWords)
  const language = useLanguage()
  const openNumber = may.find(one => one.action === 'open_number')
  const { granted } = view
  const pairs = [
    [words.name, view.name],
    ...(view.helper === undefined ? [] : [[words.helper, view.helper] as const]),
    [words.need, view.need],
    [words.hardship, view.hardship === undefined ? words.unsaid : (words.hardships[view.hardship as keyof typeof words.hardships] ?? '')],
    ...(view.from === undefined ? [] : [[words.from, view.from] as const]),
    ...(view.about === undefined ? [] : [[words.about, view.about] as const]),
    [words.decider, view.decider],
    ...(view.civil === undefined ? [] : [[words.civil, view.civil] as const]),
    ...(granted === undefined
      ? []
      : [
          [
            words.granted,
            `${words.helps[granted.help as keyof typeof words.helps] ?? ''}${granted.amount === undefined ? '' : ` ${words.yuan(granted.amount)}`}`,
          ] as const,
        ]),
  ] as const
  return (
    <Card size="small">
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
      {view.unknown === undefined ? null : (
        <p className="quiet small">
          {words.unknown} <Own>{language === 'en' ? view.unknown.en : view.unknown.zh}</Own>
        </p>
      )}
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
