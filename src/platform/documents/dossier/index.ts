import { Worker } from 'node:worker_threads'
import type { Dossier } from '../contract.ts'

const patience = 60_000

/** One at a time: attachments were handed in by strangers, and a file may need some hundred megabytes for a moment. */
let line: Promise<unknown> = Promise.resolve()

export class DossierFailed extends Error {}

/** Binds in a thread of its own, with an end: whatever an attachment does there, the house goes on answering. */
export const bindDossier = (dossier: Dossier): Promise<Buffer> => {
  const mine = line.then(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        const worker = new Worker(new URL('./worker.ts', import.meta.url), {
          workerData: dossier,
          resourceLimits: { maxOldGenerationSizeMb: 768 },
          stdout: true,
          stderr: true,
        })
        const timer = setTimeout(() => {
          void worker.terminate()
        }, patience)
        worker.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes)))
        worker.once('error', error => reject(new DossierFailed('the dossier could not be bound', { cause: error })))
        worker.once('exit', () => {
          clearTimeout(timer)
          reject(new DossierFailed('the dossier could not be bound'))
        })
      }),
  )
  line = mine.catch(() => undefined)
  return mine
}
