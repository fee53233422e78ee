import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** A file as the text tests read it: its path from the root, and what stands in it. */
export interface Text {
  readonly path: string
  readonly text: string
}

const written = /\.(tsx?|js|css|sql|html)$/

export const textsUnder = (folder: string): readonly Text[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => written.test(name))
    .map(name => ({ path: `${folder}/${name}`, text: readFileSync(join(root, folder, name), 'utf8') }))

export const isTest = ({ path }: Text): boolean => /\.test\.tsx?$|\/testing\//.test(path)

/** 'path:line what', for every line on which the expression is found. */
export const findings = ({ path, text }: Text, expression: RegExp): readonly string[] =>
  text
    .split('\n')
    .flatMap((line, at) =>
      [...line.matchAll(new RegExp(expression, `${expression.flags}gu`))].map(match => `${path}:${at + 1} ${match[0]}`),
    )
