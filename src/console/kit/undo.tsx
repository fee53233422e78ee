import { App, Button } from 'antd'
import { useCallback, useEffect, useRef } from 'react'
import { useWords } from './language.ts'
import { kit } from './words.ts'

interface Waiting {
  readonly send: () => Promise<void>
  readonly timer: ReturnType<typeof setTimeout>
}

const seconds = 5

/**
 * The trail is append-only, so nothing can be undone afterwards. A one-tap act therefore waits some seconds before it
 * is sent and can be taken back until then. Leaving the page sends it: what was tapped is meant.
 */
export function useUndoable(): (title: string, send: () => Promise<void>) => void {
  const words = useWords(kit)
  const { message } = App.useApp()
  const waiting = useRef(new Map<string, Waiting>())

  const sendAll = useCallback(() => {
    for (const [key, one] of waiting.current) {
      clearTimeout(one.timer)
      message.destroy(key)
      void one.send()
    }
    waiting.current.clear()
  }, [message])

  useEffect(() => {
    window.addEventListener('pagehide', sendAll)
    return () => {
      window.removeEventListener('pagehide', sendAll)
      sendAll()
    }
  }, [sendAll])

  return (title, send) => {
    const key = `undo-${title}`
    if (waiting.current.has(key)) return
    const timer = setTimeout(() => {
      waiting.current.delete(key)
      void send()
    }, seconds * 1000)
    waiting.current.set(key, { send, timer })
    const takeBack = (): void => {
      clearTimeout(timer)
      waiting.current.delete(key)
      message.open({ key, type: 'info', content: words.undone(title), duration: 3 })
    }
    message.open({
      key,
      type: 'loading',
      duration: seconds,
      content: (
        <span>
          {words.willSend(title, seconds)}{' '}
          <Button type="link" size="small" onClick={takeBack}>
            {words.undo}
          </Button>
        </span>
      ),
    })
  }
}
