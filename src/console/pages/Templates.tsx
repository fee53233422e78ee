import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Collapse, Popconfirm, Tag } from 'antd'
import { useRef, useState } from 'react'
import { useNow } from '../api/clock.ts'
import { adoptTemplate, bringTemplate, templateAddress, templatesQuery } from '../api/papers.ts'
import type { TemplateOf, TemplateVersion } from '../api/papers.ts'
import { Fault, faults, sentenceOf } from '../api/problem.ts'
import { sayInstant } from '../kit/dates.ts'
import { useLanguage, useWords } from '../kit/language.ts'
import { Own } from '../kit/Own.tsx'
import { Answered } from '../kit/states.tsx'
import { paperWords } from './paperWords.ts'

function Version({ paper, version, onAdopt }: { readonly paper: string; readonly version: TemplateVersion; readonly onAdopt: () => void }) {
  const words = useWords(paperWords)
  const language = useLanguage()
  const now = useNow()
  const about =
    version.uploadedByName === null || version.uploadedAt === null
      ? words.builtIn
      : words.broughtBy(version.uploadedByName, sayInstant(new Date(version.uploadedAt), language, now))
  return (
    <li className="template-version">
      <div>
        <strong>{version.version === 0 ? words.builtIn : words.version(version.version)}</strong>{' '}
        {version.inForce ? <Tag color="success">{words.inForce}</Tag> : null}
        {version.version === 0 ? null : (
          <>
            <Own>{version.fileName}</Own>
            {'　'}
            <span className="quiet small">
              <Own>{about}</Own>
            </span>
          </>
        )}
      </div>
      <div className="action-bar">
        <Button icon={<DownloadOutlined aria-hidden="true" />} href={templateAddress(paper, version.version, false)}>
          {words.download}
        </Button>
        <Button href={templateAddress(paper, version.version, true)}>{words.sample}</Button>
        {version.inForce ? null : (
          <Popconfirm title={words.adoptAsk} okText={words.adopt} onConfirm={onAdopt}>
            <Button type="primary">{words.adopt}</Button>
          </Popconfirm>
        )}
      </div>
    </li>
  )
}

function Fields({ template }: { readonly template: TemplateOf }) {
  const words = useWords(paperWords)
  const braces = (names: readonly string[]) => (
    <p lang="zh-CN" className="template-fields">
      {names.map(name => (
        <code key={name}>{`{${name}}`}</code>
      ))}
    </p>
  )
  return (
    <>
      <h2 className="small">{words.fields}</h2>
      {braces(template.fields)}
      {template.rows.map(row => (
        <div key={row.name}>
          <h2 className="small">{words.rows(row.name)}</h2>
          {braces([`#${row.name}`, ...row.fields, `/${row.name}`])}
        </div>
      ))}
    </>
  )
}

function Template({ template }: { readonly template: TemplateOf }) {
  const words = useWords(paperWords)
  const sentences = useWords(faults)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const chooser = useRef<HTMLInputElement>(null)
  const [bringing, setBringing] = useState(false)
  const [wrong, setWrong] = useState<readonly string[]>([])
  const again = () => queries.invalidateQueries({ queryKey: ['templates'] })
  const guarded = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      setWrong([sentenceOf(error.problem, sentences)])
    }
    await again()
  }
  const bring = async (file: File): Promise<void> => {
    setBringing(true)
    setWrong([])
    await guarded(async () => {
      const { version, faults: found } = await bringTemplate(template.paper, file)
      if (version === null) setWrong(found)
      else message.success(words.brought(version), 6)
    })
    setBringing(false)
  }
  return (
    <>
      <ul className="plain" aria-label={words.versions}>
        {[...template.versions].reverse().map(version => (
          <Version
            key={version.version}
            paper={template.paper}
            version={version}
            onAdopt={() =>
              void guarded(async () => {
                await adoptTemplate(template.paper, version.version)
                message.success(words.adopted)
              })
            }
          />
        ))}
      </ul>
      <div className="gap-above">
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".docx"
          aria-label={words.bring}
          onChange={event => {
            const [file] = event.target.files ?? []
            event.target.value = ''
            if (file) void bring(file)
          }}
        />
        <Button icon={<UploadOutlined aria-hidden="true" />} loading={bringing} onClick={() => chooser.current?.click()}>
          {words.bring}
        </Button>
      </div>
      {wrong.length === 0 ? null : (
        <Alert
          className="gap-above"
          type="error"
          role="alert"
          showIcon
          title={words.refused}
          description={
            <ul>
              {wrong.map(one => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          }
        />
      )}
      <Fields template={template} />
    </>
  )
}

/** 文书模板: edited in Word by the office, checked on the way in, looked at before it is adopted. */
export function Templates() {
  const words = useWords(paperWords)
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{words.note}</p>
      <Answered query={useQuery(templatesQuery(useLanguage()))}>
        {({ items }) => (
          <Collapse
            items={items.map(template => ({
              key: template.paper,
              label: (
                <>
                  {template.title}
                  {template.versions.some(one => one.inForce && one.version > 0) ? (
                    <>
                      {' '}
                      <Tag color="success">{words.version(template.versions.find(one => one.inForce)?.version ?? 0)}</Tag>
                    </>
                  ) : null}
                </>
              ),
              children: <Template template={template} />,
            }))}
          />
        )}
      </Answered>
    </>
  )
}
