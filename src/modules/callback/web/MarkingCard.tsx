import { EyeOutlined } from '@ant-design/icons'
import { Alert, Button, Card, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { Fault, faults, sentenceOf } from '../../../console/api/problem.ts'
import { useNow } from '../../../console/api/clock.ts'
import { ActionButton } from '../../../console/kit/ActionBar.tsx'
import { sayDay } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import type { CardProps } from '../../../console/rooms.ts'
import type { Criterion, MarkGiven } from '../contract.ts'
import './callCard.css'
import type { MarkingCardView } from './card.ts'
import { markingWords } from './marking.words.ts'
import './marking.css'

type Held = NonNullable<MarkingCardView['marking']['held']>
type Marks = MarkGiven['marks']

const titleIn = (language: 'zh' | 'en', one: Criterion): string => (language === 'zh' ? one.title : one.title_en)
const saysIn = (language: 'zh' | 'en', one: Criterion): string => (language === 'zh' ? one.says : one.says_en)
const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0)

function Record({ held }: { readonly held: Held }) {
  const words = useWords(markingWords)
  const language = useLanguage()
  const now = useNow()
  return (
    <Card size="small">
      <h2>{words.record}</h2>
      <dl className="said">
        {held.record.map((line, at) => (
          <div key={at}>
            <dt>{words.said[line.title] ?? line.title}</dt>
            <dd>{words.said[line.text] ?? <Own>{line.text}</Own>}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet small">{words.recordNote}</p>
      <p className="quiet small">
        {words.drawn(sayDay(held.week, language, now))} <code className="ticket">{held.ticket}</code>
      </p>
    </Card>
  )
}

/** Marks that were given, with their reasons. */
function Given({ title, criteria, marks }: { readonly title: string; readonly criteria: readonly Criterion[]; readonly marks: Marks }) {
  const words = useWords(markingWords)
  const language = useLanguage()
  return (
    <Card size="small">
      <h2>{title}</h2>
      <dl className="said">
        {criteria.map(one => {
          const mark = marks.find(given => given.criterion === one.key)
          return (
            <div key={one.key}>
              <dt>{titleIn(language, one)}</dt>
              <dd>
                <b>{words.of(mark?.points ?? 0, one.points)}</b>
                {mark?.why ? (
                  <div>
                    <Own>{mark.why}</Own>
                  </div>
                ) : null}
              </dd>
            </div>
          )
        })}
      </dl>
      <p>
        <b>{words.total(sum(marks.map(one => one.points)), sum(criteria.map(one => one.points)))}</b>
      </p>
    </Card>
  )
}

/** One number for each criterion, the whole of its points to begin with; a reason appears where points are taken off. */
function Give({
  held,
  action,
  perform,
}: {
  readonly held: Held
  readonly action: 'give_mark' | 'mark_again'
  readonly perform: CardProps['perform']
}) {
  const words = useWords(markingWords)
  const sentences = useWords(faults)
  const language = useLanguage()
  const [points, setPoints] = useState<Readonly<Record<string, number>>>({})
  const [why, setWhy] = useState<Readonly<Record<string, string>>>({})
  const [refused, setRefused] = useState<string>()
  const [sending, setSending] = useState(false)
  const pointsOf = (one: Criterion): number => points[one.key] ?? one.points
  const send = async (): Promise<void> => {
    setSending(true)
    setRefused(undefined)
    try {
      await perform(action, {
        marks: held.criteria.map(one => ({
          criterion: one.key,
          points: pointsOf(one),
          ...(pointsOf(one) < one.points && why[one.key]?.trim() ? { why: why[one.key]?.trim() } : {}),
        })),
      })
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      setRefused(sentenceOf(error.problem, sentences))
    } finally {
      setSending(false)
    }
  }
  return (
    <Card size="small">
      <h2>{words.marks}</h2>
      <p className="quiet small">{words.criteriaNote}</p>
      <ul className="criteria">
        {held.criteria.map(one => (
          <li key={one.key}>
            <div className="criterion">
              <div>
                <b>{titleIn(language, one)}</b> <span className="quiet small">{words.points(one.points)}</span>
                <div className="quiet small">{saysIn(language, one)}</div>
              </div>
              <InputNumber
                size="large"
                min={0}
                max={one.points}
                precision={0}
                inputMode="numeric"
                value={pointsOf(one)}
                aria-label={words.label(titleIn(language, one))}
                onChange={value => setPoints(before => ({ ...before, [one.key]: value ?? one.points }))}
              />
            </div>
            {pointsOf(one) < one.points ? (
              <Input.TextArea
                rows={2}
                maxLength={200}
                value={why[one.key] ?? ''}
                placeholder={words.whyHint}
                aria-label={words.why(titleIn(language, one))}
                onChange={event => setWhy(before => ({ ...before, [one.key]: event.target.value }))}
              />
            ) : null}
          </li>
        ))}
      </ul>
      <p>
        <b>{words.total(sum(held.criteria.map(pointsOf)), sum(held.criteria.map(one => one.points)))}</b>
      </p>
      {refused === undefined ? null : <Alert type="error" showIcon title={refused} role="alert" className="gap-below" />}
      <Button type="primary" size="large" block loading={sending} onClick={() => void send()}>
        {action === 'give_mark' ? words.give : words.giveAgain}
      </Button>
    </Card>
  )
}

/** A record that was drawn: to whoever marks it, and to its caller once it is marked. */
export function MarkingCard({ card, matter, may, begin, perform }: CardProps) {
  const { marking } = card as MarkingCardView
  const words = useWords(markingWords)
  const { held, seat } = marking
  const aside = may.find(one => one.action === 'set_aside')
  if (held === undefined) {
    const opens = may.find(one => one.action === 'open_record' && one.not === undefined)
    return (
      <Card size="small">
        <p>{matter.closedAt !== undefined ? words.closedNote : opens ? words.lookNote : words.gone}</p>
        {opens === undefined ? null : <ActionButton may={opens} begin={begin} primary block icon={<EyeOutlined aria-hidden="true" />} />}
        {aside === undefined ? null : (
          <p>
            <ActionButton may={aside} begin={begin} block />
          </p>
        )}
      </Card>
    )
  }
  const action = (['give_mark', 'mark_again'] as const).find(one => may.some(given => given.action === one && given.not === undefined))
  return (
    <div className="stack">
      {seat === 'caller' && matter.stage === 'marked' ? <Alert type="info" showIcon title={words.objectNote} /> : null}
      <Record held={held} />
      {held.first ? <Given title={words.given} criteria={held.criteria} marks={held.first} /> : null}
      {held.objection === undefined ? null : (
        <Card size="small">
          <h2>{words.objection}</h2>
          <p className="quote">
            <Own>{held.objection}</Own>
          </p>
        </Card>
      )}
      {held.second ? <Given title={words.givenAgain} criteria={held.criteria} marks={held.second} /> : null}
      {action === undefined ? null : <Give held={held} action={action} perform={perform} />}
      {aside === undefined ? null : <ActionButton may={aside} begin={begin} block />}
    </div>
  )
}
