import { CloseOutlined, PaperClipOutlined, UploadOutlined } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { useRef, useState } from 'react'
import type { StoredFile } from '../../platform/files/contract.ts'
import { upload } from '../api/client.ts'
import { Fault, faults, sentenceOf } from '../api/problem.ts'
import { useWords } from './language.ts'
import { kit } from './words.ts'

interface FileUploadProps {
  readonly id?: string
  readonly title: string
  readonly matter?: string
  /** Ids of the stored files. */
  readonly value?: readonly string[]
  readonly onChange?: (ids: readonly string[]) => void
}

/** What platform/files takes; an Office file is saved as PDF first, which runs nothing. */
const accepted = 'image/jpeg,image/png,application/pdf,audio/mpeg,audio/mp4,.m4a'

/** Sends files one by one as soon as they are chosen, so that a form's own sending is quick and a failure is early. */
export function FileUpload({ id, title, matter, value = [], onChange }: FileUploadProps) {
  const words = useWords(kit)
  const sentences = useWords(faults)
  const chooser = useRef<HTMLInputElement>(null)
  const [names, setNames] = useState<Readonly<Record<string, string>>>({})
  const [sending, setSending] = useState<string>()
  const [refused, setRefused] = useState<string>()

  const send = async (files: readonly File[]): Promise<void> => {
    setRefused(undefined)
    let ids = value
    try {
      for (const file of files) {
        setSending(file.name)
        const form = new FormData()
        if (matter !== undefined) form.set('matter', matter)
        form.set('file', file, file.name)
        const stored = await upload<StoredFile>('/api/files', form)
        ids = [...ids.filter(one => one !== stored.id), stored.id]
        setNames(known => ({ ...known, [stored.id]: stored.name }))
        onChange?.(ids)
      }
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      setRefused(sentenceOf(error.problem, sentences))
    } finally {
      setSending(undefined)
      if (chooser.current) chooser.current.value = ''
    }
  }

  return (
    <div className="file-upload">
      <input
        ref={chooser}
        type="file"
        multiple
        accept={accepted}
        aria-label={title}
        hidden
        onChange={event => void send([...(event.target.files ?? [])])}
      />
      <Button
        id={id}
        aria-label={`${title} ${sending === undefined ? words.upload : `${words.uploading} ${sending}`}`}
        icon={<UploadOutlined aria-hidden="true" />}
        loading={sending !== undefined}
        onClick={() => chooser.current?.click()}
      >
        {sending === undefined ? words.upload : `${words.uploading} ${sending}`}
      </Button>
      <div className="quiet small">{words.fileTypes}</div>
      <ul className="plain">
        {value.map(file => (
          <li key={file}>
            <PaperClipOutlined aria-hidden="true" /> {names[file] ?? file.slice(0, 8)}{' '}
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined aria-hidden="true" />}
              aria-label={words.removeFile(names[file] ?? file)}
              onClick={() => onChange?.(value.filter(one => one !== file))}
            />
          </li>
        ))}
      </ul>
      {refused === undefined ? null : <Alert type="error" showIcon title={refused} role="alert" />}
    </div>
  )
}
