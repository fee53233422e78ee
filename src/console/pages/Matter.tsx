import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Alert, App, Card, Tag } from 'antd'
import { Suspense } from 'react'
import { matterQuery, useAct } from '../api/matters.ts'
import type { MatterPage } from '../api/matters.ts'
import { Fault } from '../api/problem.ts'
import { pageIn } from '../flowWords.ts'
import { ActionBar, ActionButton, useBegin } from '../kit/ActionBar.tsx'
import type { Perform } from '../kit/ActionBar.tsx'
import { ClockBadge } from '../kit/ClockBadge.tsx'
import { useLanguage, useWords } from '../kit/language.ts'
import { Own } from '../kit/Own.tsx'
import { useMatterWords } from './MatterList.tsx'
import { Answered, Loading } from '../kit/states.tsx'
import { Timeline } from '../kit/Timeline.tsx'
import { kinds } from '../rooms.ts'
import { Papers } from './Papers.tsx'
import { delegationWords } from './powers/delegation.words.ts'
import { shell } from '../words.ts'

function Head({ matter }: Pick<MatterPage, 'matter'>) {
  const words = useWords(shell)
  const say = useMatterWords()
  return (
    <>
      <div className="matter-head">
        <h1>
          {say.kind(matter.kind)} <span className="number">{matter.number}</span>
        </h1>
        <Tag color={matter.closedAt === undefined ? 'processing' : 'default'}>{say.stage(matter)}</Tag>
        {matter.first ? <Tag color="warning">{words.matters.first}</Tag> : null}
        {matter.round > 1 ? <Tag color="warning">{words.matter.moreRounds(matter.round)}</Tag> : null}
        <span className="quiet" lang="zh-CN">
          {matter.unitName}
        </span>
      </div>
      <div className="clocks gap-below">
        {matter.clocks
          .filter(clock => clock.round === matter.round)
          .map(clock => (
            <ClockBadge key={clock.clock} clock={clock} />
          ))}
      </div>
    </>
  )
}

function Content({ page: given }: { readonly page: MatterPage }) {
  const words = useWords(shell).matter
  const lent = useWords(delegationWords)
  const language = useLanguage()
  const english = language === 'en' ? kinds[given.matter.kind] : undefined
  const { matter, trail, may, card } = english === undefined ? given : pageIn(given, english.english, english.words.en.records.values)
  const { message } = App.useApp()
  const act = useAct(matter.id)
  const screen = kinds[matter.kind]
  const perform: Perform = async (action, input) => {
    try {
      await act(action, input, matter.length)
    } catch (error) {
      if (error instanceof Fault && error.problem.because === 'changed_meanwhile') message.warning(words.changed, 6)
      throw error
    }
  }
  const { begin, dialogue } = useBegin(may, perform, matter.id)
  const RoomCard = screen?.card
  const shown = RoomCard !== undefined && card !== undefined && card !== null
  const calling = shown && (screen?.calls?.includes(matter.stage) ?? false) && may.some(one => one.action === 'open_number')
  const first = calling ? may.find(one => one.action === screen?.first && one.not === undefined) : undefined
  const inBar = shown ? may.filter(one => one !== first && !screen?.onCard?.includes(one.action)) : may
  // While a call is due the card leads; otherwise what can be done now stands first.
  const actions =
    inBar.length > 0 ? (
      <Card size="small" title={<h2 className="card-title">{words.actions}</h2>}>
        <ActionBar mays={inBar} begin={begin} main={calling ? false : screen?.main?.[matter.stage]} />
      </Card>
    ) : null
  return (
    <>
      <Head matter={matter} />
      <div className="matter-columns">
        <div className="stack">
          {given.actsFor === undefined ? null : <Alert type="info" showIcon title={<Own>{lent.actsFor(given.actsFor)}</Own>} />}
          {matter.sight === 'progress' && !(shown && screen?.lets) ? <Alert type="info" showIcon title={words.onlyProgress} /> : null}
          {calling ? null : actions}
          {first === undefined ? null : <ActionButton may={first} begin={begin} second block />}
          {shown ? (
            <Suspense fallback={<Loading />}>
              <RoomCard card={card} matter={matter} trail={trail} may={may} begin={begin} perform={perform} />
            </Suspense>
          ) : null}
          {calling ? actions : null}
          <Papers matter={matter} />
          {matter.sight === 'full' && screen?.helps ? (
            <p className="small">
              <Link to="/hardship-intake" search={{ from: matter.id }} className="tap">
                {words.applyForHelp}
              </Link>
            </p>
          ) : null}
          {may.length === 0 && matter.closedAt === undefined ? <p className="quiet">{words.noActions}</p> : null}
        </div>
        <Card size="small" title={<h2 className="card-title">{words.trail}</h2>}>
          <Timeline trail={trail} daysAlone={matter.sight === 'progress'} recordWords={screen?.words[language].records} />
        </Card>
      </div>
      {dialogue}
    </>
  )
}

export function Matter() {
  const words = useWords(shell).matter
  const { id } = useParams({ from: '/signed-in/matters/$id' })
  return (
    <>
      <p className="small way-back">
        <Link to="/matters" className="back">
          ‹ {words.backToList}
        </Link>
      </p>
      <Answered query={useQuery(matterQuery(id))}>{page => <Content key={page.matter.id} page={page} />}</Answered>
    </>
  )
}
