import { parentPort, workerData } from 'node:worker_threads'
import type { Dossier } from '../contract.ts'
import { bind } from './bind.ts'

parentPort?.postMessage(await bind(workerData as Dossier))
