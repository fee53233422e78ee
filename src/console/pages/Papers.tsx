import { FilePdfOutlined, FileWordOutlined, PaperClipOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Card, Select } from 'antd'
import { useRef, useState } from 'react'
import { takeAway } from '../api/client.ts'
import type { MatterView } from '../api/matters.ts'
import { fileScan, papersQuery } from '../api/papers.ts'
import type { PaperOffer } from '../api/papers.ts'
import { Fault, faults, sentenceOf } from '../api/problem.ts'
import { useLanguage, useWords } from '../kit/language.ts'
import { Answered } from '../kit/states.tsx'
import { paperWords } from './paperWords.ts'

/** What went wrong stays beside the buttons until the next try. */
function useTaking(matter: string) {
  const sentences = useWords(faults)
  const queries = useQueryClient()
  const [busy, setBusy] = useState<string>()
  const [wrong, setWrong] = useState<string>()
  const run = async (name: string, work: () => Promise<void>): Promise<void> => {
    setBusy(name)
    setWrong(undefined)
    try {
      await work()
      await queries.invalidateQueries({ queryKey: ['matter', matter] })
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      setWrong(sentenceOf(error.problem, sentences))
    } finally {
      setBusy(undefined)
    }
  }
  return { busy, wrong, run }
}

function Scan({
  offers,
  busy,
  onFile,
}: {
  readonly offers: readonly PaperOffer[]
  readonly busy: boolean
  readonly onFile: (paper: string, file: File) => void
}) {
  const words = useWords(paperWords)
  const chooser = useRef<HTMLInputElement>(null)
  const [paper, setPaper] = useState(offers[0]?.paper ?? '')
  return (
    <div className="gap-above">
      <p className="quiet small">{words.scanNote}</p>
      <div className="action-bar">
        <Select
          aria-label={words.scanOf}
          value={paper}
          onChange={setPaper}
          options={offers.map(one => ({ value: one.paper, label: one.title }))}
          className="scan-of"
        />
        <input
          ref={chooser}
          type="file"
          hidden
          aria-label={words.scan}
          accept="application/pdf,image/jpeg,image/png"
          onChange={event => {
            const [file] = event.target.files ?? []
            event.target.value = ''
            if (file) onFile(paper, file)
          }}
        />
        <Button icon={<PaperClipOutlined aria-hidden="true" />} loading={busy} onClick={() => chooser.current?.click()}>
          {words.scan}
        </Button>
      </div>
    </div>
  )
}

/** 文书: what this seat may print of the matter, what it may not yet and why, and the signed scan on its way back. */
export function Papers({ matter }: { readonly matter: MatterView }) {
  const words = useWords(paperWords)
  const { message } = App.useApp()
  const { busy, wrong, run } = useTaking(matter.id)
  const at = `/api/matters/${encodeURIComponent(matter.id)}`
  const take = (name: string, path: string) =>
    run(name, async () => {
      await takeAway(`${at}/${path}`)
      message.success(words.taken)
    })
  return (
    <Card size="small" className="no-print" title={<h2 className="card-title">{words.papers}</h2>}>
      <Answered query={useQuery(papersQuery(matter.id, matter.length, useLanguage()))}>
        {offers => {
          const later = offers.items.filter(one => one.not)
          return (
            <>
              <p className="quiet small">{words.papersNote}</p>
              <div className="action-bar">
                {offers.items
                  .filter(one => !one.not)
                  .map(one => (
                    <Button
                      key={one.paper}
                      icon={<FileWordOutlined aria-hidden="true" />}
                      loading={busy === one.paper}
                      disabled={busy !== undefined && busy !== one.paper}
                      onClick={() => void take(one.paper, `papers/${one.paper}`)}
                    >
                      {one.title}
                      {words.word}
                    </Button>
                  ))}
                <Button
                  icon={<FilePdfOutlined aria-hidden="true" />}
                  loading={busy === 'dossier'}
                  disabled={busy !== undefined && busy !== 'dossier'}
                  onClick={() => void take('dossier', 'dossier')}
                >
                  {words.dossier}
                </Button>
              </div>
              {wrong === undefined ? null : <Alert type="error" showIcon role="alert" title={wrong} />}
              {later.length === 0 ? null : (
                <>
                  <p className="quiet small">{words.notYet}</p>
                  <ul className="quiet small">
                    {later.map(one => (
                      <li key={one.paper}>
                        {one.title}　{one.not?.title}
                      </li>
                    ))}
                  </ul>
                </>
              )}
              {offers.scans && offers.items.length > 0 ? (
                <Scan
                  offers={offers.items}
                  busy={busy === 'scan'}
                  onFile={(paper, file) =>
                    void run('scan', async () => {
                      message.success(words.filed((await fileScan(matter.id, paper, file)).name))
                    })
                  }
                />
              ) : null}
            </>
          )
        }}
      </Answered>
    </Card>
  )
}
