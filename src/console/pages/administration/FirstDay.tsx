import { CheckCircleOutlined, ClockCircleOutlined, MinusCircleOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Card, Form, Input, Modal, Tag } from 'antd'
import { useState } from 'react'
import { useNow } from '../../api/clock.ts'
import { useSession } from '../../api/session.ts'
import { useAct } from '../../kit/act.ts'
import { sayDay } from '../../kit/dates.ts'
import { useLanguage, useWords } from '../../kit/language.ts'
import { Answered } from '../../kit/states.tsx'
import { menuOf, paths } from '../../menu.ts'
import type { PageKey } from '../../menu.ts'
import type { AsideKey, FirstDayKey } from '../../../dashboards/firstDay/rules.ts'
import { firstDayWords, setAside, takeUp, useFirstDay } from './firstDay.ts'
import type { FirstDayView } from './firstDay.ts'

type Item = FirstDayView['items'][number]

const marks = {
  done: { icon: <CheckCircleOutlined aria-hidden="true" />, color: 'success' },
  todo: { icon: <ClockCircleOutlined aria-hidden="true" />, color: 'warning' },
  aside: { icon: <MinusCircleOutlined aria-hidden="true" />, color: 'default' },
} as const

/** Where it is done; of two pages the one that this post has. */
const places: Readonly<Record<FirstDayKey, readonly (PageKey | 'account')[]>> = {
  second: ['account'],
  seconds: ['people'],
  units: ['units'],
  posts: ['posts'],
  accounts: ['people'],
  windows: ['windowList'],
  services: ['import', 'apiKeys'],
  programme: ['programme'],
  sms: ['health'],
  backup: ['health'],
  calendar: ['calendar'],
  seal: ['trail'],
}

function Line({ item, onAside }: { readonly item: Item; readonly onAside: (key: FirstDayKey) => void }) {
  const words = useWords(firstDayWords)
  const language = useLanguage()
  const now = useNow()
  const queries = useQueryClient()
  const { busy, act } = useAct()
  const { posts } = useSession()
  const menu = menuOf(posts)
  const place = places[item.key].find(one => one === 'account' || menu.includes(one))
  const { icon, color } = marks[item.state]
  const go = item.state === 'todo' ? words.go : words.look
  const again = async (): Promise<void> => {
    await act(() => takeUp(item.key as AsideKey), words.takenUp)
    await queries.invalidateQueries({ queryKey: ['first-day'] })
  }
  return (
    <Card size="small" data-item={item.key}>
      <h2 className="card-title">
        {item.title}{' '}
        <Tag icon={icon} color={color}>
          {words.states[item.state]}
        </Tag>
      </h2>
      <div>{item.says}</div>
      {item.aside === undefined ? null : (
        <div>
          {words.asideBy(item.aside.by, sayDay(item.aside.on, language, now))}
          <span lang="zh-CN">{item.aside.why}</span>
        </div>
      )}
      <div className="quiet">{item.why}</div>
      <div className="action-bar">
        {place === undefined ? null : (
          <Link to={place === 'account' ? '/account' : paths[place]} className="tap" aria-label={`${go}：${item.title}`}>
            {go}
          </Link>
        )}
        {item.mayAside && item.state === 'todo' ? <Button onClick={() => onAside(item.key)}>{words.setAside}</Button> : null}
        {item.mayAside && item.state === 'aside' ? (
          <Button loading={busy} onClick={() => void again()}>
            {words.takeUp}
          </Button>
        ) : null}
      </div>
    </Card>
  )
}

/** 第一天清单: where an administrator goes on after the first start. */
export function FirstDay() {
  const words = useWords(firstDayWords)
  const queries = useQueryClient()
  const { busy, act } = useAct()
  const [asking, setAsking] = useState<FirstDayKey>()
  const query = useFirstDay()
  const [form] = Form.useForm<{ readonly why: string }>()
  const close = (): void => setAsking(undefined)
  const finish = async ({ why }: { readonly why: string }): Promise<void> => {
    if (!asking || !(await act(() => setAside(asking as AsideKey, why), words.wasSetAside))) return
    close()
    await queries.invalidateQueries({ queryKey: ['first-day'] })
  }
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{words.note}</p>
      <Answered query={query}>
        {({ items, region }) => (
          <div className="stack">
            <p className="lead-sentence" role="status">
              {words.sum(items.filter(one => one.state === 'todo').length, items.length)}
            </p>
            {region === undefined ? null : (
              <p className="quiet">
                {words.region} <span className="code">{region.code}</span> {region.name} {words.levels[region.level]}
              </p>
            )}
            {items.map(item => (
              <Line key={item.key} item={item} onAside={setAsking} />
            ))}
          </div>
        )}
      </Answered>
      <Modal
        open={asking !== undefined}
        title={query.data?.items.find(item => item.key === asking)?.title}
        footer={null}
        onCancel={close}
        destroyOnHidden
      >
        <Form form={form} layout="vertical" preserve={false} onFinish={given => void finish(given)}>
          <Form.Item name="why" label={words.why} extra={words.whyHint} rules={[{ required: true, min: 4, whitespace: true }]}>
            <Input.TextArea rows={3} maxLength={200} showCount />
          </Form.Item>
          <div className="action-bar">
            <Button type="primary" htmlType="submit" loading={busy}>
              {words.setAsideDo}
            </Button>
            <Button onClick={close}>{words.cancel}</Button>
          </div>
        </Form>
      </Modal>
    </>
  )
}
