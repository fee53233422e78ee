import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Flow } from '../../src/engine/rules/flow.ts'
import { root, textsUnder } from './tree.ts'

const isFlow = (value: unknown): value is Flow =>
  typeof value === 'object' && value !== null && 'kind' in value && 'actions' in value && 'stages' in value

/** Every flow of the rooms, read from the flow files alone: no room need be built for it. */
export const flowsInTree = async (): Promise<readonly Flow[]> => {
  const files = textsUnder('src/modules').filter(({ path }) => /\/(flow|flows\/[^/]+)\.ts$/.test(path) && !path.endsWith('.test.ts'))
  const modules = await Promise.all(
    files.map(async ({ path }) => (await import(pathToFileURL(join(root, path)).href)) as Record<string, unknown>),
  )
  return modules.flatMap(module => Object.values(module).filter(isFlow))
}

/** Actions of more keys than a regulation would say: a condition has crept in, or two actions are one. */
export const crowdedActions = (flow: Flow): readonly string[] =>
  Object.entries(flow.actions)
    .filter(([, action]) => Object.keys(action).length > 12)
    .map(([name]) => `${flow.kind}.${name}`)

/** Every word that a flow brings into the house. */
export const wordsOf = (flow: Flow): readonly string[] => [
  flow.kind,
  ...Object.keys(flow.stages),
  ...(Object.values(flow.ends) as string[]),
  ...Object.keys(flow.clocks),
  ...Object.keys(flow.seats),
  ...Object.keys(flow.actions),
  ...[flow.opening.announces, ...Object.values(flow.actions).map(action => action.announces)].filter(event => event !== undefined),
]
