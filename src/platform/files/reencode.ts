import { Jimp, JimpMime } from 'jimp'
import { parentPort, workerData } from 'node:worker_threads'

/**
 * Runs in a thread of its own: decoding a telephone's picture takes a second of pure computing, and what the decoder does
 * with a hostile file ends with the thread. What comes out holds the pixels only; turned upright first, since the note
 * about it goes with the other notes.
 */
const { kind, bytes } = workerData as { kind: 'jpg' | 'png'; bytes: Uint8Array }
const image = await Jimp.read(Buffer.from(bytes))
const clean = kind === 'jpg' ? await image.getBuffer(JimpMime.jpeg, { quality: 88 }) : await image.getBuffer(JimpMime.png)
parentPort?.postMessage(new Uint8Array(clean))
