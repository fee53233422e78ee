import { isEnd, isEngineAction, startsFrom } from './flow.ts'
import type { Action, Flow } from './flow.ts'

export const keysAtMost = 12

type AnyAction = Action<string, string>

const move = (running: ReadonlySet<string>, action: AnyAction): ReadonlySet<string> => {
  const next = new Set(running)
  for (const clock of action.clocks?.stop ?? []) next.delete(clock)
  for (const clock of action.clocks?.start ?? []) next.add(clock)
  return next
}

/** Every (stage, running clocks) that some sequence of actions leads to. */
const reachable = (flow: Flow): readonly { readonly stage: string; readonly running: ReadonlySet<string> }[] => {
  const known = new Map<string, { stage: string; running: ReadonlySet<string> }>()
  const waiting = [{ stage: flow.first, running: new Set(flow.opening.starts) as ReadonlySet<string> }]
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    const key = [at.stage, ...[...at.running].sort()].join(' ')
    if (known.has(key)) continue
    known.set(key, at)
    for (const action of Object.values(flow.actions)) {
      if (startsFrom(flow, action, at.stage)) waiting.push({ stage: action.to ?? at.stage, running: move(at.running, action) })
    }
  }
  return [...known.values()]
}

const namesAreKnown = function* (flow: Flow): Generator<string> {
  const stages = new Set(Object.keys(flow.stages))
  const clocks = new Set(Object.keys(flow.clocks))
  const seats = new Set(['citizen', 'system', ...Object.keys(flow.seats)])
  if (!stages.has(flow.first)) yield `first stage ${flow.first} does not exist`
  for (const end of Object.keys(flow.ends)) if (!stages.has(end)) yield `end ${end} is not a stage`
  for (const clock of flow.opening.starts) if (!clocks.has(clock)) yield `opening starts the unknown clock ${clock}`
  for (const [name, action] of Object.entries(flow.actions) as [string, AnyAction][]) {
    if (isEngineAction(name)) yield `${name}: the name belongs to the engine`
    if (Object.keys(action).length > keysAtMost) yield `${name}: more than ${keysAtMost} keys`
    if (action.by.length === 0) yield `${name}: nobody may do it`
    if (action.from !== 'open') for (const stage of action.from) if (!stages.has(stage)) yield `${name}: from the unknown stage ${stage}`
    if (action.to !== undefined && !stages.has(action.to)) yield `${name}: to the unknown stage ${action.to}`
    for (const seat of action.by) if (!seats.has(seat)) yield `${name}: by the unknown seat ${seat}`
    for (const clock of Object.values(action.clocks ?? {}).flat()) if (!clocks.has(clock)) yield `${name}: the unknown clock ${clock}`
  }
}

const endsHold = function* (flow: Flow): Generator<string> {
  for (const [name, action] of Object.entries(flow.actions) as [string, AnyAction][]) {
    if (action.reopens && !action.clocks?.start?.length) yield `${name}: reopens without a new clock`
    if (action.reopens && (action.to === undefined || isEnd(flow, action.to))) yield `${name}: reopens into no open stage`
    if (action.from === 'open' || action.to === undefined || action.reopens) continue
    for (const stage of action.from) {
      if (!isEnd(flow, stage)) continue
      if (!isEnd(flow, action.to)) yield `${name}: leads out of the end ${stage} without reopening`
      else if (action.by.some(seat => seat !== 'citizen')) yield `${name}: only the citizen's own word may change the end ${stage}`
    }
  }
}

/** Stages from which no end can be reached any more. */
const traps = (flow: Flow): readonly string[] => {
  const leads = new Set(Object.keys(flow.ends))
  for (let before = -1; before !== leads.size;) {
    before = leads.size
    for (const stage of Object.keys(flow.stages)) {
      if (Object.values(flow.actions).some(action => action.to !== undefined && leads.has(action.to) && startsFrom(flow, action, stage)))
        leads.add(stage)
    }
  }
  return Object.keys(flow.stages).filter(stage => !leads.has(stage))
}

/** What is wrong with a flow, as sentences; empty when a matter can neither be lost in it nor trapped. */
export const checkFlow = (flow: Flow): readonly string[] => {
  const faults = [...namesAreKnown(flow)]
  if (faults.length > 0) return faults
  faults.push(...endsHold(flow))
  const states = reachable(flow)
  const reached = new Set(states.map(state => state.stage))
  for (const stage of Object.keys(flow.stages)) if (!reached.has(stage)) faults.push(`stage ${stage} is never reached`)
  for (const stage of traps(flow)) faults.push(`stage ${stage} is a trap: no end can be reached from it`)
  const started = new Set([...flow.opening.starts, ...Object.values(flow.actions).flatMap(action => action.clocks?.start ?? [])])
  for (const clock of Object.keys(flow.clocks)) if (!started.has(clock)) faults.push(`clock ${clock} is never started`)
  const runsOn = new Set<string>()
  for (const { stage, running } of states) {
    if (!isEnd(flow, stage)) continue
    for (const clock of running) {
      const stops = Object.values(flow.actions).some(
        action => startsFrom(flow, action, stage) && !action.reopens && action.clocks?.stop?.includes(clock),
      )
      if (!stops) runsOn.add(`clock ${clock} runs on at the end ${stage}, where nothing stops it`)
    }
  }
  return [...faults, ...runsOn]
}
