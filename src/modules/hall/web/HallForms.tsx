import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Modal } from 'antd'
import type { ReactNode } from 'react'
import { useNow } from '../../../console/api/clock.ts'
import { dayOfInstant } from '../../../console/kit/dates.ts'
import { useWords } from '../../../console/kit/language.ts'
import { SchemaForm } from '../../../console/kit/SchemaForm.tsx'
import { bodyOf, schemaOf, typedOf } from './forms.ts'
import { codeOfUnit, enter } from './hall.ts'
import type { BodyOf, Change, ColumnSaid, Kind, Version } from './hall.ts'
import { entryWords, hallWords } from './words.ts'

/** The day and the ground that every change has. */
function useGround() {
  const words = useWords(entryWords)
  return {
    properties: {
      fromOn: { type: 'string', format: 'date', title: words.fromOn, description: words.fromHint },
      why: { type: 'string', title: words.why, minLength: 2, maxLength: 200, description: words.whyHint },
    },
    required: ['fromOn', 'why'],
    today: { fromOn: dayOfInstant(useNow()) },
  }
}

function useRegister(onClose: () => void) {
  const words = useWords(entryWords)
  const queries = useQueryClient()
  const { message } = App.useApp()
  return async (change: Change): Promise<void> => {
    await enter(change)
    message.success(words.saved)
    onClose()
    await queries.invalidateQueries({ queryKey: ['hall'] })
  }
}

interface FormProps {
  readonly title: ReactNode
  readonly properties: Readonly<Record<string, unknown>>
  readonly required: readonly string[]
  readonly initial?: Readonly<Record<string, unknown>>
  readonly before?: ReactNode
  readonly sendTitle: string
  readonly onSend: (typed: Record<string, unknown>) => Promise<void>
  readonly onClose: () => void
}
function FormOver({ title, properties, required, initial, before, sendTitle, onSend, onClose }: FormProps) {
  const ground = useGround()
  return (
    <Modal open title={title} footer={null} onCancel={onClose} destroyOnHidden>
      <SchemaForm
        schema={{
          type: 'object',
          properties: { ...properties, ...ground.properties },
          required: [...required, ...ground.required],
        }}
        initial={{ ...initial, ...ground.today }}
        before={before}
        sendTitle={sendTitle}
        onSend={onSend}
        onCancel={onClose}
      />
    </Modal>
  )
}

const useFormWords = () => ({ ...useWords(hallWords), ...useWords(entryWords) })
const unitOf = async (typed: Readonly<Record<string, unknown>>): Promise<string | undefined> =>
  typeof typed['unitCode'] === 'string' ? codeOfUnit(typed['unitCode']) : undefined

/** 新增: by hand, one entry. */
export function NewEntry({
  kind,
  columns,
  onClose,
}: {
  readonly kind: Kind
  readonly columns: readonly ColumnSaid[]
  readonly onClose: () => void
}) {
  const words = useFormWords()
  const navigate = useNavigate()
  const register = useRegister(onClose)
  const { properties, required } = schemaOf(kind, columns, words)
  return (
    <FormOver
      title={words.add[kind]}
      properties={{ code: { type: 'string', title: words.code, maxLength: 63, description: words.codeHint }, ...properties }}
      required={['code', ...required]}
      sendTitle={words.save}
      onClose={onClose}
      onSend={async typed => {
        const code = String(typed['code'])
        const body = bodyOf(typed, await unitOf(typed))
        await register({ kind, code, seen: 0, fromOn: String(typed['fromOn']), why: String(typed['why']), body })
        await navigate({ to: '/hall/entries/$kind/$code', params: { kind, code } })
      }}
    />
  )
}

export type Act = 'change' | 'moveIn' | 'settle' | 'end'

/** One further version of an entry: changed, moved into the hall, integrated, or taken off. */
export function ChangeEntry({
  kind,
  code,
  act,
  held,
  seen,
  columns,
  onClose,
}: {
  readonly kind: Kind
  readonly code: string
  readonly act: Act
  readonly held: Version
  readonly seen: number
  readonly columns: readonly ColumnSaid[]
  readonly onClose: () => void
}) {
  const words = useFormWords()
  const register = useRegister(onClose)
  const all = schemaOf(kind, columns, words)
  const only = (keys: readonly string[]) => Object.fromEntries(keys.map(key => [key, all.properties[key]]))
  const { body } = held
  // What is in the hall, and a window that is integrated, has no reason why not.
  const { reason: _reason, ...settled } = { reason: undefined, ...body }
  const forms: Readonly<Record<Act, Pick<FormProps, 'properties' | 'required' | 'initial' | 'before'>>> = {
    change: { properties: all.properties, required: all.required, initial: typedOf(body, held.org?.id) },
    moveIn: {
      properties: only(['window', 'firstCheck']),
      required: ['window', 'firstCheck'],
      initial: typedOf(body, undefined),
      before: <p>{words.moveInNote}</p>,
    },
    settle: {
      properties: { state: { ...(all.properties['state'] as object), enum: ['integrated', 'managed'] } },
      required: ['state'],
    },
    end: { properties: {}, required: [], before: <p>{words.endNote}</p> },
  }
  const bodyFor = async (typed: Record<string, unknown>): Promise<BodyOf[Kind]> => {
    if (act === 'change') return bodyOf(typed, await unitOf(typed))
    if (act === 'end') return body
    const more = act === 'moveIn' ? { hall: 'in', window: typed['window'], firstCheck: typed['firstCheck'] } : { state: typed['state'] }
    return { ...settled, ...more } as unknown as BodyOf[Kind]
  }
  return (
    <FormOver
      title={held.gone ? words.again : words[act]}
      {...forms[act]}
      sendTitle={act === 'end' ? words.end : words.save}
      onClose={onClose}
      onSend={async typed =>
        register({
          kind,
          code,
          seen,
          fromOn: String(typed['fromOn']),
          why: String(typed['why']),
          gone: act === 'end',
          body: await bodyFor(typed),
        })
      }
    />
  )
}
