import { Alert, App, Button, Drawer, Grid, Popover } from 'antd'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { MayDo } from '../api/matters.ts'
import { Fault, faults, sentenceOf } from '../api/problem.ts'
import { explainOn } from './explain.ts'
import { useWords } from './language.ts'
import { fieldsOf } from './schema.ts'
import { SchemaForm } from './SchemaForm.tsx'
import { useUndoable } from './undo.tsx'
import { kit } from './words.ts'

type Input = Record<string, unknown>
export type Perform = (action: string, input: unknown) => Promise<void>

/** Opens the form, question or undo of an action; `preset` fills the form in. */
export type Begin = (action: string, preset?: Input) => void

interface Begun {
  readonly may: MayDo
  readonly initial: Input
}

export function whyNot(may: MayDo, sentences: Record<string, string>, fallback: string): string | undefined {
  if (may.not === undefined) return undefined
  return may.not.title ?? sentences[may.not.because] ?? fallback
}

/**
 * Everything between a tap on an action and its sending: what must be recorded is asked in a drawer, what cannot be
 * undone is asked about, a bare act can be taken back for some seconds.
 */
export function useBegin(
  mays: readonly MayDo[],
  perform: Perform,
  matter: string,
): { readonly begin: Begin; readonly dialogue: ReactNode } {
  const words = useWords(kit)
  const sentences = useWords(faults)
  const { message } = App.useApp()
  const phone = !Grid.useBreakpoint().md
  const [begun, setBegun] = useState<Begun>()
  const undoable = useUndoable()
  /** What was typed into a form that was closed; in memory only, as it may be a citizen's words. */
  const drafts = useRef(new Map<string, Input>())

  const begin: Begin = (action, preset) => {
    const may = mays.find(one => one.action === action)
    if (may === undefined || may.not !== undefined) return
    if (fieldsOf(may.records).length > 0 || may.confirm !== undefined)
      return setBegun({ may, initial: { ...drafts.current.get(action), ...preset } })
    undoable(may.title, async () => {
      try {
        await perform(may.action, preset ?? {})
        message.success(words.sent(may.title))
      } catch (error) {
        if (error instanceof Fault) message.error(sentenceOf(error.problem, sentences), 6)
        else throw error
      }
    })
  }

  const dialogue = (
    <Drawer
      open={begun !== undefined}
      onClose={() => setBegun(undefined)}
      title={begun?.may.title}
      placement={phone ? 'bottom' : 'right'}
      size={phone ? '92%' : 520}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {begun === undefined ? null : (
        <SchemaForm
          key={begun.may.action}
          schema={begun.may.records}
          initial={begun.initial}
          matter={matter}
          sendTitle={begun.may.confirm === undefined ? words.send : begun.may.title}
          danger={begun.may.action === 'hand_over'}
          before={
            begun.may.confirm === undefined ? undefined : <Alert type="warning" showIcon title={begun.may.confirm} className="gap-below" />
          }
          onCancel={() => setBegun(undefined)}
          onTyped={values => drafts.current.set(begun.may.action, values)}
          onSend={async input => {
            await perform(begun.may.action, input)
            drafts.current.delete(begun.may.action)
            setBegun(undefined)
            message.success(words.sent(begun.may.title))
          }}
        />
      )}
    </Drawer>
  )
  return { begin, dialogue }
}

interface ActionButtonProps {
  readonly may: MayDo
  readonly begin: Begin
  readonly preset?: Input
  readonly title?: string
  readonly primary?: boolean
  /** Next in weight to the one main action of the page. */
  readonly second?: boolean
  readonly danger?: boolean
  readonly block?: boolean
  readonly icon?: ReactNode
}

/** Stays reachable when it is not open now, and says why on focus or tap. */
export function ActionButton({ may, begin, preset, title, primary, second, danger, block, icon }: ActionButtonProps) {
  const words = useWords(kit)
  const sentences = useWords(faults)
  const reason = whyNot(may, sentences, words.notNow)
  const button = (
    <Button
      type={(primary || second) && reason === undefined ? 'primary' : 'default'}
      ghost={second && reason === undefined}
      danger={danger}
      size="large"
      block={block}
      icon={icon}
      aria-disabled={reason !== undefined}
      className={reason === undefined ? undefined : 'not-now'}
      onClick={() => begin(may.action, preset)}
    >
      {title ?? may.title}
    </Button>
  )
  return reason === undefined ? (
    button
  ) : (
    <Popover content={<div className="narrow-text">{reason}</div>} trigger={explainOn()}>
      {button}
    </Popover>
  )
}

/** One main action, named or the first that is open; none where the page has it elsewhere. It stands first. */
export function ActionBar({
  mays: given,
  begin,
  main,
}: {
  readonly mays: readonly MayDo[]
  readonly begin: Begin
  readonly main?: string | false
}) {
  const open = given.filter(may => may.not === undefined)
  const first = main === false ? undefined : (open.find(may => may.action === main) ?? open[0])?.action
  const mays = [...given.filter(may => may.action === first), ...given.filter(may => may.action !== first)]
  return (
    <div className="action-bar">
      {mays.map(may => (
        <ActionButton key={may.action} may={may} begin={begin} primary={may.action === first} />
      ))}
    </div>
  )
}
