#!/usr/bin/env node
// Plain JavaScript for any Node from 20 on: it only finds the Node that this release brings along and hands over to it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const commands = join(dirname(fileURLToPath(import.meta.url)), 'commands.ts')

/** The binary of the npm package `node`; the running Node where the package is absent and the version suffices. */
function bundledNode() {
  try {
    const folder = join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin')
    const found = ['node', 'node.exe'].map(name => join(folder, name)).find(path => existsSync(path))
    if (found) return found
  } catch {
    // not installed: the next line decides
  }
  return Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : undefined
}

const node = bundledNode()
if (node === undefined) {
  console.error(`需要 Node 24：请在本目录运行 npm ci（当前为 ${process.version}）。 / Node 24 is needed: run npm ci in this folder.`)
  process.exit(1)
}

// What a command before this one has compiled is read and not compiled anew, half of what a command costs; where the folder may not be written, nothing changes.
const compiled = process.env.NODE_COMPILE_CACHE ?? join(dirname(commands), '../node_modules/.cache/huiyin')
const child = spawn(node, [commands, ...process.argv.slice(2)], { stdio: 'inherit', env: { ...process.env, NODE_COMPILE_CACHE: compiled } })
// A terminal sends Ctrl-C to the child as well; a supervisor signals only this process.
process.on('SIGINT', () => {})
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('error', error => {
  console.error(`无法启动 ${node}：${error.message}`)
  process.exit(1)
})
child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)))
