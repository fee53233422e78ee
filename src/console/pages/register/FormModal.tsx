import { Modal } from 'antd'
import type { ReactNode } from 'react'
import { SchemaForm } from '../../kit/SchemaForm.tsx'

/** One field of a form that the kit draws. */
export const field = {
  text: (title: string, most: number, note?: string) => ({
    type: 'string',
    title,
    minLength: 1,
    maxLength: most,
    ...(note === undefined ? {} : { description: note }),
  }),
  long: (title: string, least: number, most: number, note?: string) => ({
    type: 'string',
    long: true,
    title,
    minLength: least,
    maxLength: most,
    ...(note === undefined ? {} : { description: note }),
  }),
  choice: (title: string, labels: Readonly<Record<string, string>>, note?: string) => ({
    type: 'string',
    title,
    enum: Object.keys(labels),
    labels,
    ...(note === undefined ? {} : { description: note }),
  }),
  unit: (title: string, note?: string) => ({ type: 'string', unit: true, title, ...(note === undefined ? {} : { description: note }) }),
  day: (title: string, note?: string) => ({ type: 'string', format: 'date', title, ...(note === undefined ? {} : { description: note }) }),
} as const

interface FormModalProps {
  readonly title: ReactNode
  readonly fields: Readonly<Record<string, object>>
  /** The rest may be left empty. */
  readonly required: readonly string[]
  readonly initial?: Readonly<Record<string, unknown>>
  readonly before?: ReactNode
  readonly sendTitle: string
  readonly onSend: (typed: Record<string, unknown>) => Promise<void>
  readonly onClose: () => void
}

/** A form of the kit over the page; what the server refuses stands at its field, and what was typed stays. */
export function FormModal({ title, fields, required, initial, before, sendTitle, onSend, onClose }: FormModalProps) {
  return (
    <Modal open title={title} footer={null} onCancel={onClose} destroyOnHidden>
      <SchemaForm
        schema={{ type: 'object', properties: fields, required }}
        initial={initial}
        before={before}
        sendTitle={sendTitle}
        onSend={onSend}
        onCancel={onClose}
      />
    </Modal>
  )
}
