import { EyeOutlined, PhoneFilled } from '@ant-design/icons'
import { Alert, Button, Card, Collapse, Tag } from 'antd'
import { useNow } from '../../../console/api/clock.ts'
import { ActionButton } from '../../../console/kit/ActionBar.tsx'
import { sayDay, sayInstant } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import type { CardProps } from '../../../console/rooms.ts'
import './callCard.css'
import type { CallCardView, DeskCardView, ReadingCardView, RecheckCardView } from './card.ts'
import { card as cardWords } from './card.words.ts'
import { Reasons } from './Reasons.tsx'
import { callKind } from './words.ts'
import { Own } from '../../../console/kit/Own.tsx'

type Own = Omit<CardProps, 'card'> & { readonly view: CallCardView }

/** Password, number, script, outcomes: in the order of the call itself. */
function Call({ view, matter, may, begin }: Own) {
  const words = useWords(cardWords)
  const values = useWords(callKind).records.values
  const language = useLanguage()
  const now = useNow()
  const act = (action: string) => may.find(one => one.action === action)
  const openNumber = act('open_number')
  const second = matter.stage === 'awaiting_second_contact'
  const attempt = act('record_attempt')
  const text = view.wish.how === 'sms' ? (act('text_first') ?? act('text_answer')) : undefined
  const callFirst = text === undefined && (matter.stage === 'awaiting_contact' || second)
  const { family } = view.contact
  const record = act('record_call')
  const last = view.attempts.at(-1)
  return (
    <Card size="small" className="call-card">
      <div className="safe-word">
        <span>{words.safeWord}</span>
        <b lang="zh-CN">{view.safeWord}</b>
      </div>
      <p className="quiet small">{words.safeWordNote}</p>
      {text ? (
        <>
          <ActionButton may={text} begin={begin} title={words.text} primary block />
          <p className="quiet small">{words.textNote}</p>
        </>
      ) : null}
      {family ? (
        <>
          <Button type="primary" size="large" block icon={<PhoneFilled aria-hidden="true" />} href={`tel:${family.number}`}>
            {words.callFamily(family.name, family.number)}
          </Button>
          <p className="quiet small">{words.familyNote}</p>
        </>
      ) : null}
      {view.contact.number === undefined ? (
        openNumber ? (
          <ActionButton
            may={openNumber}
            begin={begin}
            preset={{ purpose: second ? 'second_contact' : 'first_call' }}
            title={second ? words.secondContact : words.openNumber}
            primary={callFirst}
            block
            icon={<EyeOutlined aria-hidden="true" />}
          />
        ) : (
          <Alert type="info" title={words.hidden} />
        )
      ) : (
        <Button
          type={callFirst && !family ? 'primary' : 'default'}
          size="large"
          block
          icon={<PhoneFilled aria-hidden="true" />}
          href={`tel:${view.contact.number}`}
        >
          {words.call(view.contact.number)}
        </Button>
      )}
      {view.contact.number === undefined && openNumber ? <p className="quiet small">{words.openNumberNote}</p> : null}
      <h2>{words.script}</h2>
      <ol className="script" lang="zh-CN">
        {view.script.map((line, at) => (
          <li key={at}>{line}</li>
        ))}
      </ol>
      {record || attempt ? (
        <>
          <h2>{words.outcomes}</h2>
          <div className="outcomes">
            {record ? <ActionButton may={record} begin={begin} title={words.reached} second={view.contact.opened} block /> : null}
            {attempt ? <ActionButton may={attempt} begin={begin} preset={{ outcome: 'no_answer' }} title={words.notReached} block /> : null}
            {attempt ? <ActionButton may={attempt} begin={begin} preset={{ outcome: 'asked_later' }} title={words.later} block /> : null}
          </div>
        </>
      ) : null}
      {last ? (
        <p className="quiet small">
          {words.attempts(view.attempts.length)}
          {language === 'zh' ? '：' : ': '}
          {words.lastAttempt(sayInstant(new Date(last.at), language, now), values[last.outcome] ?? last.outcome)}
        </p>
      ) : null}
    </Card>
  )
}

function Said({ view }: Pick<Own, 'view'>) {
  const words = useWords(cardWords)
  const language = useLanguage()
  const now = useNow()
  const wished = [words.how[view.wish.how] ?? view.wish.how, words.by[view.wish.by] ?? view.wish.by].join(language === 'zh' ? '，' : ', ')
  return (
    <Card size="small">
      <dl className="said">
        <div>
          <dt>{words.service}</dt>
          <dd>
            <Own>
              {view.service.line}
              {view.service.title ? ` · ${view.service.title}` : ''}
            </Own>
            <div className="quiet small">
              <Own>{view.service.unitName}</Own>　{words.finished(sayDay(view.service.finishedOn.slice(0, 10), language, now))}
            </div>
          </dd>
        </div>
        <div>
          <dt>{words.dimensions}</dt>
          <dd>
            {view.dimensions.map(one => (
              <Tag key={one.key} color={one.level <= 2 ? 'error' : 'default'} lang="zh-CN">
                {one.title}　{one.levelTitle}
              </Tag>
            ))}
          </dd>
        </div>
        {view.reasons.length > 0 ? (
          <div>
            <dt>{words.reasons}</dt>
            <dd>
              <Reasons view={view} />
            </dd>
          </div>
        ) : null}
        {view.words ? (
          <div>
            <dt>{words.words}</dt>
            <dd className="quote" lang="zh-CN">
              “{view.words}”
            </dd>
          </div>
        ) : null}
        <div>
          <dt>{words.wish}</dt>
          <dd>
            {wished}
            {view.wish.when.length > 0 ? (
              <div className="small">
                {words.when}: <Own>{view.wish.when.join('、')}</Own>
              </div>
            ) : null}
            {view.wish.speech ? (
              <div className="small">
                {words.speech}: <Own>{view.wish.speech}</Own>
              </div>
            ) : null}
            {view.wish.helper ? <div className="small">{words.helper}</div> : null}
            {view.wish.unconfirmed ? (
              <div className="small">
                <strong>{words.unconfirmed}</strong>
              </div>
            ) : null}
          </dd>
        </div>
      </dl>
    </Card>
  )
}

function Orders({ view }: Pick<Own, 'view'>) {
  const words = useWords(cardWords)
  const language = useLanguage()
  const now = useNow()
  const answer = view.answer
  if (view.orders.length === 0 && answer === undefined) return null
  return (
    <Card size="small">
      {view.orders.length > 0 ? (
        <>
          <h2>{words.orders}</h2>
          <ul className="orders">
            {view.orders.map((order, at) => (
              <li key={at}>
                <Own>{order.what}</Own>
                <span className="quiet small">
                  　{words.orderBy(sayDay(order.by, language, now))}　<Own>{order.responsible}</Own>
                  {order.releasedOn ? `　${words.orderListed(sayDay(order.releasedOn, language, now))}` : ''}
                </span>
                {(order.answers ?? []).map((answer, n) => (
                  <div key={n} className="small">
                    {words.orderAnswer(answer.done)}（{sayDay(answer.answeredOn, language, now)}）：<Own>{answer.said}</Own>
                  </div>
                ))}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {answer ? (
        <>
          <h2>{words.answer}</h2>
          <p className="quote" lang="zh-CN">
            {[answer.found, answer.measure, answer.words].filter(Boolean).join('；')}
          </p>
        </>
      ) : null}
    </Card>
  )
}

/** What a second reader judges by. */
function Reading({ reading }: ReadingCardView) {
  const words = useWords(cardWords)
  return (
    <Card size="small">
      <dl className="said">
        <div>
          <dt>{words.asked}</dt>
          <dd>{reading.asked}</dd>
        </div>
        <div>
          <dt>{words.article}</dt>
          <dd>{reading.article}</dd>
        </div>
        <div>
          <dt>{words.explanation}</dt>
          <dd className="quote">{reading.explanation}</dd>
        </div>
      </dl>
      <p className="quiet small">{words.readingNote}</p>
    </Card>
  )
}

/** What the callback centre judges a record by. */
function Desk({ desk }: DeskCardView) {
  const words = useWords(cardWords)
  return (
    <Card size="small">
      <h2>{words.desk}</h2>
      <dl className="said">
        {desk.records.map((record, at) => (
          <div key={at}>
            <dt>{record.title}</dt>
            <dd>{words.signs(record.signs)}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet small">{words.deskNote}</p>
    </Card>
  )
}

/** Asked again, by somebody outside of the department. */
function Recheck({ recheck, may, begin }: RecheckCardView & Pick<CardProps, 'may' | 'begin'>) {
  const words = useWords(cardWords)
  const openNumber = may.find(one => one.action === 'open_number')
  return (
    <Card size="small" className="call-card">
      <div className="safe-word">
        <span>{words.safeWord}</span>
        <b>{recheck.safeWord}</b>
      </div>
      <p className="quiet small">{words.safeWordNote}</p>
      {recheck.number === undefined ? (
        openNumber ? (
          <ActionButton may={openNumber} begin={begin} title={words.openNumber} primary block icon={<EyeOutlined />} />
        ) : (
          <Alert type="info" title={words.hidden} />
        )
      ) : (
        <Button type="primary" size="large" block icon={<PhoneFilled />} href={`tel:${recheck.number}`}>
          {words.call(recheck.number)}
        </Button>
      )}
      <h2>{words.script}</h2>
      <ol className="script">
        {recheck.script.map((line, at) => (
          <li key={at}>{line}</li>
        ))}
      </ol>
    </Card>
  )
}

/** The card of one call, made for a phone held in one hand: the caller's own, or what a second reader may see. */
export function CallCard(props: CardProps) {
  const given = props.card as CallCardView | ReadingCardView | DeskCardView | RecheckCardView
  if ('reading' in given) return <Reading reading={given.reading} />
  if ('recheck' in given) return <Recheck recheck={given.recheck} {...props} />
  return 'desk' in given ? <Desk desk={given.desk} /> : <CallersCard {...props} />
}

function CallersCard({ card, ...rest }: CardProps) {
  const view = card as CallCardView
  const words = useWords(cardWords)
  const handOver = rest.may.find(one => one.action === 'hand_over')
  const ruling = rest.may.find(one => one.action === 'explain_ruling')
  const calling = rest.may.some(one => one.action === 'open_number' || one.action === 'record_call')
  return (
    <div className="stack">
      <Alert
        type="warning"
        showIcon
        title={
          <>
            <strong>{words.neverTell}</strong> <span className="small">{words.neverTellNote}</span>
          </>
        }
      />
      {view.outOfReach ? (
        <Alert type="error" showIcon title={<strong>{words.outOfReach}</strong>} description={words.outOfReachNote} />
      ) : null}
      {view.returned === undefined ? null : (
        <Alert type="warning" showIcon title={<strong>{words.returned}</strong>} description={<Own>{view.returned}</Own>} />
      )}
      {rest.matter.round > 1 ? <Alert type="info" showIcon title={words.reCalls} /> : null}
      <Said view={view} />
      {calling || rest.may.some(one => one.action === 'record_attempt') ? <Call view={view} {...rest} /> : null}
      <Orders view={view} />
      {handOver || ruling ? (
        <Card size="small">
          <h2>{words.special}</h2>
          <div className="stack">
            {ruling ? (
              <Collapse
                size="small"
                items={[
                  {
                    key: 'ruling',
                    label: words.ruling,
                    children: (
                      <>
                        <p>{words.rulingNote}</p>
                        <p className="quote" lang="zh-CN">
                          {view.rulingText}
                        </p>
                        <ActionButton may={ruling} begin={rest.begin} preset={{ route: view.rulingText }} />
                      </>
                    ),
                  },
                ]}
              />
            ) : null}
            {handOver ? <ActionButton may={handOver} begin={rest.begin} title={words.handOver} danger block /> : null}
          </div>
        </Card>
      ) : null}
    </div>
  )
}
