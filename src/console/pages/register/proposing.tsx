import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { propose } from '../../api/proposals.ts'
import type { Wanted } from '../../api/proposals.ts'
import { useWords } from '../../kit/language.ts'
import { field, FormModal } from './FormModal.tsx'
import { proposalWords } from './proposalWords.ts'

export interface Asked {
  readonly title: string
  readonly fields: Readonly<Record<string, object>>
  readonly required: readonly string[]
  readonly initial?: Readonly<Record<string, unknown>>
  readonly before?: ReactNode
  readonly wanted: (typed: Record<string, unknown>) => Wanted
}

/** A form that ends in a proposal: its own fields, and the reason that the second person reads. */
export function useProposing(): { readonly ask: (asked: Asked) => void; readonly form: ReactNode } {
  const words = useWords(proposalWords)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [asked, setAsked] = useState<Asked>()
  const send = async ({ reason, ...typed }: Record<string, unknown>): Promise<void> => {
    if (!asked) return
    await propose([asked.wanted(typed)], String(reason))
    setAsked(undefined)
    message.success(words.sent)
    await Promise.all([queries.invalidateQueries({ queryKey: ['proposals'] }), queries.invalidateQueries({ queryKey: ['register'] })])
  }
  return {
    ask: setAsked,
    form: asked ? (
      <FormModal
        title={asked.title}
        sendTitle={words.send}
        before={asked.before}
        initial={asked.initial}
        required={[...asked.required, 'reason']}
        onClose={() => setAsked(undefined)}
        onSend={send}
        fields={{ ...asked.fields, reason: field.long(words.reason, 4, 300, words.reasonHint) }}
      />
    ) : null,
  }
}
