import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Card, Collapse, Form, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { get, post } from '../../../console/api/client.ts'
import { useNow } from '../../../console/api/clock.ts'
import { Fault, faults, sentenceOf } from '../../../console/api/problem.ts'
import { sayInstant } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { Answered } from '../../../console/kit/states.tsx'
import { scriptWords } from './script.words.ts'

interface Kept {
  readonly version: number
  readonly lines: readonly string[] | null
  readonly ruling: string | null
  readonly keptByName: string | null
  readonly keptAt: string
}
interface ScriptView {
  readonly version: number
  readonly lines: readonly string[]
  readonly ruling: string
  readonly usual: { readonly lines: readonly string[]; readonly ruling: string }
  readonly preview: readonly string[]
  readonly versions: readonly Kept[]
}
interface Fields {
  readonly lines: string
  readonly ruling: string
}

const scriptQuery = queryOptions({ queryKey: ['callback-script'], queryFn: () => get<ScriptView>('/api/callback/script') })

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ol className="script" lang="zh-CN">
      {lines.map((line, at) => (
        <li key={at}>{line}</li>
      ))}
    </ol>
  )
}

/** What is said stays in Chinese: it is said to citizens. */
function Editor({ script }: { readonly script: ScriptView }) {
  const words = useWords(scriptWords)
  const sentences = useWords(faults)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const [preview, setPreview] = useState(script.preview)
  const [refused, setRefused] = useState<string>()
  const [busy, setBusy] = useState(false)

  const send = async (body: object): Promise<{ readonly preview?: readonly string[] } | undefined> => {
    setRefused(undefined)
    setBusy(true)
    try {
      return await post('/api/callback/script', { after: script.version, ...body })
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      setRefused(sentenceOf(error.problem, sentences))
      return undefined
    } finally {
      setBusy(false)
    }
  }
  /** A text left as the programme has it follows the programme. */
  const typed = (): object => {
    const { lines, ruling } = form.getFieldsValue()
    return { lines: linesOf(lines), ruling: ruling.trim() === script.usual.ruling ? null : ruling.trim() }
  }
  const look = async (): Promise<void> => {
    const told = await send({ ...typed(), dryRun: true })
    if (told?.preview) setPreview(told.preview)
  }
  const keep = async (body: object): Promise<void> => {
    if (!(await send(body))) return
    message.success(words.kept)
    await queries.invalidateQueries({ queryKey: scriptQuery.queryKey })
  }
  return (
    <div className="stack">
      <Form form={form} layout="vertical" initialValues={{ lines: script.lines.join('\n'), ruling: script.ruling }}>
        <Form.Item name="lines" label={words.lines} extra={<Own>{words.blanks}</Own>}>
          <Input.TextArea rows={9} lang="zh-CN" />
        </Form.Item>
        <Form.Item name="ruling" label={words.ruling}>
          <Input.TextArea rows={3} lang="zh-CN" maxLength={500} />
        </Form.Item>
        {refused === undefined ? null : <Alert type="error" showIcon role="alert" title={<Own>{refused}</Own>} className="gap-below" />}
        <div className="action-bar">
          <Button loading={busy} onClick={() => void look()}>
            {words.look}
          </Button>
          <Button type="primary" loading={busy} onClick={() => void keep(typed())}>
            {words.keep}
          </Button>
          {script.version === 0 ? null : (
            <Popconfirm title={words.usualAsk} okText={words.usual} onConfirm={() => void keep({ lines: null, ruling: null })}>
              <Button>{words.usual}</Button>
            </Popconfirm>
          )}
        </div>
      </Form>
      <Card size="small" title={<h2 className="card-title">{words.preview}</h2>}>
        <Lines lines={preview} />
        <p className="quiet small">{words.previewNote}</p>
      </Card>
    </div>
  )
}

/** 回访话术: what the centre's callers say, as it stands on their cards, and every version of it. */
export function Script() {
  const words = useWords(scriptWords)
  const language = useLanguage()
  const now = useNow()
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{words.note}</p>
      <Answered query={useQuery(scriptQuery)}>
        {script => (
          <div className="stack">
            <Editor key={script.version} script={script} />
            <section aria-label={words.versions}>
              <h2>{words.versions}</h2>
              {script.versions.length === 0 ? (
                <p className="quiet">{words.none}</p>
              ) : (
                <Collapse
                  items={script.versions.map(one => ({
                    key: one.version,
                    label: (
                      <>
                        {words.version(one.version)}{' '}
                        <span className="quiet small">
                          <Own>{one.keptByName ?? ''}</Own> {sayInstant(new Date(one.keptAt), language, now)}
                        </span>
                      </>
                    ),
                    children: (
                      <>
                        {one.lines === null ? <p>{words.asUsual}</p> : <Lines lines={one.lines} />}
                        {one.ruling === null ? null : <p lang="zh-CN">{one.ruling}</p>}
                      </>
                    ),
                  }))}
                />
              )}
            </section>
          </div>
        )}
      </Answered>
    </>
  )
}
