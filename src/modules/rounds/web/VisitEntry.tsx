import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Card, Form, Input, Radio, Select, Space } from 'antd'
import { useState } from 'react'
import { useNow } from '../../../console/api/clock.ts'
import { useAct } from '../../../console/kit/act.ts'
import { dayOfInstant } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { UnitPicker } from '../../../console/kit/pickers.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { kit } from '../../../console/kit/words.ts'
import { campaignsQuery, enterVisit } from './rounds.ts'
import type { Campaigns, Entered, VisitTyped } from './rounds.ts'
import { entryWords } from './words.ts'

const phonePattern = /^(?:\+?86)?[\s()-]*(?:1(?:[\s()-]*\d){10}|0(?:[\s()-]*\d){9,11})$/

function Done({ entered, onNext }: { readonly entered: Entered; readonly onNext: () => void }) {
  const words = useWords(entryWords)
  return (
    <div className="stack intake">
      <Alert type="success" showIcon role="status" title={words.done(entered.concerns)} />
      {entered.opened.length === 0 ? null : (
        <Card size="small" title={<h2 className="card-title">{words.opened}</h2>}>
          <ul className="plain-list">
            {entered.opened.map(one => (
              <li key={one.matter}>
                <Link to="/matters/$id" params={{ id: one.matter }} className="number tap">
                  {one.number}
                </Link>{' '}
                {words.gave}
                <Own>{one.unitName}</Own>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Space wrap>
        <Link to="/visits" className="tap">
          {words.ledger}
        </Link>
        <Button type="primary" size="large" onClick={onNext}>
          {words.another}
        </Button>
      </Space>
    </div>
  )
}

/** One concern: what was said, and who answers it or what was answered on the spot. */
function ConcernFields({ name }: { readonly name: number }) {
  const words = useWords(entryWords)
  const kitWords = useWords(kit)
  const form = Form.useFormInstance<VisitTyped>()
  const kind = Form.useWatch(['concerns', name, 'kind'], form) as string | undefined
  const next = Form.useWatch(['concerns', name, 'next'], form) as string | undefined
  const needed = [{ required: true, whitespace: true, message: kitWords.required }]
  const chosen = [{ required: true, message: kitWords.choose }]
  const nexts = (['unit', 'accepted', 'solved'] as const).filter(value => value !== 'solved' || kind === 'problem')
  return (
    <>
      <Form.Item name={[name, 'kind']} label={words.kind} rules={chosen}>
        <Radio.Group
          optionType="button"
          options={(['suggestion', 'problem'] as const).map(value => ({ value, label: words.kinds[value] }))}
          onChange={() => form.setFieldValue(['concerns', name, 'next'], 'unit')}
        />
      </Form.Item>
      <Form.Item name={[name, 'words']} label={words.words} rules={[...needed, { min: 2, message: kitWords.required }]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item name={[name, 'next']} label={words.next} rules={chosen}>
        <Radio.Group className="wrapped-choices" options={nexts.map(value => ({ value, label: words.nexts[value] }))} />
      </Form.Item>
      {next === 'unit' ? (
        <>
          <Form.Item name={[name, 'unit']} label={words.responsible} rules={chosen}>
            <UnitPicker aria-label={words.responsible} />
          </Form.Item>
          <Form.Item name={[name, 'name']} label={words.name}>
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
          <Form.Item name={[name, 'phone']} label={words.phone} rules={[{ pattern: phonePattern, message: words.phoneWrong }]}>
            <Input maxLength={30} inputMode="tel" autoComplete="off" />
          </Form.Item>
        </>
      ) : (
        <Form.Item name={[name, 'told']} label={words.told} rules={[...needed, { min: 2, message: kitWords.required }]}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      )}
    </>
  )
}

interface EntryProps {
  readonly items: Campaigns['items']
  /** Makes pressing twice one visit. */
  readonly once: string
  readonly onDone: (entered: Entered) => void
}
function EntryForm({ items, once, onDone }: EntryProps) {
  const words = useWords(entryWords)
  const kitWords = useWords(kit)
  const { busy, act } = useAct()
  const queries = useQueryClient()
  const today = dayOfInstant(useNow())
  const [form] = Form.useForm<VisitTyped>()
  const campaign = Form.useWatch('campaign', form) ?? items[0]?.code
  const units = items.find(one => one.code === campaign)?.units ?? []
  const needed = [{ required: true, whitespace: true, message: kitWords.required }]
  const chosen = [{ required: true, message: kitWords.choose }]
  const send = (typed: VisitTyped): void =>
    void act(async () => {
      onDone(await enterVisit(once, typed))
      await queries.invalidateQueries({ queryKey: ['work'] })
    })
  return (
    <Form<VisitTyped>
      form={form}
      name="visit-entry"
      layout="vertical"
      requiredMark={false}
      scrollToFirstError
      initialValues={{
        campaign: items[0]?.code,
        unit: items[0]?.units[0]?.id,
        visitedOn: today,
        concerns: [{ kind: 'problem', next: 'unit' }],
      }}
      onFinish={send}
    >
      <div className="stack intake">
        <Card size="small">
          <Form.Item name="campaign" label={words.campaign} rules={chosen}>
            <Radio.Group className="wrapped-choices" options={items.map(one => ({ value: one.code, label: <Own>{one.name}</Own> }))} />
          </Form.Item>
          <Form.Item name="unit" label={words.unit} rules={chosen} hidden={units.length === 1}>
            <Select aria-label={words.unit} options={units.map(one => ({ value: one.id, label: <Own>{one.name}</Own> }))} />
          </Form.Item>
          <Form.Item name="visitedOn" label={words.visitedOn} rules={chosen}>
            <Input type="date" max={today} />
          </Form.Item>
          <Form.Item name="place" label={words.place} rules={needed}>
            <Input maxLength={80} autoComplete="off" />
          </Form.Item>
          <Form.Item name="visitors" label={words.visitors} rules={needed}>
            <Input maxLength={120} autoComplete="off" />
          </Form.Item>
        </Card>
        <h2>{words.concerns}</h2>
        <Form.List name="concerns">
          {(rows, { add, remove }) => (
            <>
              {rows.map(({ key, name }) => (
                <Card
                  key={key}
                  size="small"
                  title={<h3 className="card-title">{words.nth(name + 1)}</h3>}
                  extra={<Button type="text" aria-label={words.drop} icon={<DeleteOutlined />} onClick={() => remove(name)} />}
                >
                  <ConcernFields name={name} />
                </Card>
              ))}
              <Button icon={<PlusOutlined />} onClick={() => add({ kind: 'problem', next: 'unit' })} disabled={rows.length >= 20}>
                {words.more}
              </Button>
            </>
          )}
        </Form.List>
        <Button type="primary" htmlType="submit" size="large" loading={busy}>
          {words.send}
        </Button>
      </div>
    </Form>
  )
}

/** 登记走访: one visit with what was said at it. */
export function VisitEntry() {
  const words = useWords(entryWords)
  const language = useLanguage()
  const [entered, setEntered] = useState<Entered>()
  const campaigns = useQuery(campaignsQuery(language))
  // The next visit is another one: another key.
  const next = (): void => void campaigns.refetch().then(() => setEntered(undefined))
  return (
    <>
      <h1>{words.title}</h1>
      {entered === undefined ? <p className="quiet">{words.note}</p> : null}
      <Answered query={campaigns}>
        {found =>
          found.key === undefined ? (
            <Nothing title={words.noCampaign}>
              <p className="quiet">{words.noCampaignNote}</p>
            </Nothing>
          ) : entered === undefined ? (
            <EntryForm key={found.key} once={found.key} items={found.items} onDone={setEntered} />
          ) : (
            <Done entered={entered} onNext={next} />
          )
        }
      </Answered>
    </>
  )
}
