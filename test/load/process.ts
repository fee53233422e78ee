import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A child that answers one question at a time. */
export interface Asked<Q> {
  ask<T>(question: Q): Promise<T>
  readonly pid: number
  end(): void
}

export const forked = <Q extends object>(file: string, execArgv: readonly string[] = []): Asked<Q> => {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), { execArgv: [...execArgv] })
  return {
    pid: child.pid as number,
    ask: <T>(question: Q) =>
      new Promise<T>((resolve, reject) => {
        const gone = (code: number | null): void => reject(new Error(`${file} ended with ${code}`))
        child.once('exit', gone)
        child.once('message', message => {
          child.off('exit', gone)
          const { result, error } = message as { result?: T; error?: string }
          if (error === undefined) resolve(result as T)
          else reject(new Error(error))
        })
        child.send(question)
      }),
    end: () => {
      if (child.connected) child.disconnect()
    },
  }
}
