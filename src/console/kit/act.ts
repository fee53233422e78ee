import { App } from 'antd'
import { useState } from 'react'
import { Fault, faults, sentenceOf } from '../api/problem.ts'
import { useWords } from './language.ts'

/** Runs one act; a refusal is said over the page, and nothing that was typed is lost. Tells whether it was done. */
export function useAct(): { readonly busy: boolean; readonly act: (work: () => Promise<unknown>, done?: string) => Promise<boolean> } {
  const sentences = useWords(faults)
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const act = async (work: () => Promise<unknown>, done?: string): Promise<boolean> => {
    setBusy(true)
    try {
      await work()
      if (done !== undefined) message.success(done)
      return true
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      message.error(sentenceOf(error.problem, sentences))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, act }
}
