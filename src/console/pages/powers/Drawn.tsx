import { Alert, Card, Modal } from 'antd'
import type { Drawn as Content, DrawnRating } from '../../api/powers.ts'
import { pageIn } from '../../flowWords.ts'
import { useLanguage, useWords } from '../../kit/language.ts'
import { Own } from '../../kit/Own.tsx'
import { Timeline } from '../../kit/Timeline.tsx'
import { kinds } from '../../rooms.ts'
import { useMatterWords } from '../MatterList.tsx'
import { warrantWords } from './warrant.words.ts'

function Rating({ rating }: { readonly rating: DrawnRating }) {
  const words = useWords(warrantWords)
  if (rating.withdrawn) return <p>{words.withdrawn}</p>
  return (
    <Card size="small">
      <dl className="pairs" lang="zh-CN">
        {Object.entries(rating.levels ?? {}).map(([key, level]) => (
          <div key={key}>
            <dt>{level.title}</dt>
            <dd>{level.levelTitle}</dd>
          </div>
        ))}
      </dl>
      <dl className="pairs">
        <div>
          <dt>{words.reasons}</dt>
          <dd>
            <Own>{rating.reasons?.join('、') || '—'}</Own>
          </dd>
        </div>
        <div>
          <dt>{words.words}</dt>
          <dd>{rating.words ? <Own>{rating.words}</Own> : words.noWords}</dd>
        </div>
        {rating.helper ? (
          <div>
            <dt>{words.helper}</dt>
            <dd>{words.yes}</dd>
          </div>
        ) : null}
      </dl>
    </Card>
  )
}

function MatterDrawn({
  matter,
  trail,
}: {
  readonly matter: NonNullable<Content['matter']>
  readonly trail: NonNullable<Content['trail']>
}) {
  const language = useLanguage()
  const say = useMatterWords()
  const screen = kinds[matter.kind]
  const page =
    language === 'en' && screen ? pageIn({ matter, trail, may: [] }, screen.english, screen.words.en.records.values) : { matter, trail }
  return (
    <div className="stack">
      <p>
        <strong>
          {say.kind(matter.kind)} <span className="number">{matter.number}</span>
        </strong>
        　{say.stage(page.matter)}　<Own>{matter.unitName}</Own>
      </p>
      <Timeline trail={page.trail} recordWords={screen?.words[language].records} />
    </div>
  )
}

/** What two people opened: read once, kept nowhere on this side. */
export function Drawn({ content, onClose }: { readonly content: Content; readonly onClose: () => void }) {
  const words = useWords(warrantWords)
  return (
    <Modal open title={words.drawn} footer={null} onCancel={onClose} width={760} destroyOnHidden>
      {content.found ? <Alert type="warning" showIcon title={words.drawnNote} className="gap-below" /> : <p>{words.notFound}</p>}
      {content.released ? <p>{words.released}</p> : null}
      <div className="stack">
        {content.rating?.map((rating, at) => (
          <Rating key={at} rating={rating} />
        ))}
      </div>
      {content.matter && content.trail ? <MatterDrawn matter={content.matter} trail={content.trail} /> : null}
    </Modal>
  )
}
