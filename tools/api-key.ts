import { parseArgs } from 'node:util'
import type { House } from '../src/engine/house.ts'
import { isRefusal } from '../src/kit/refusal.ts'
import { linesOf } from '../src/main.ts'
import { endKey, isOver, keyScopes, listKeys, makeKey, renewKey } from '../src/org/administration/index.ts'
import type { KeyScope } from '../src/org/administration/index.ts'
import { asksHow, inCity, machineRoom, refused, Wrong } from './machineRoom.ts'
import type { Io } from './machineRoom.ts'

const usage = `npx huiyin api-key list [--json]
npx huiyin api-key make --name 名称 --scope ${keyScopes.join('|')}（可多个）[--links] [--line 业务线]… [--unit 单位代码]… [--until 2027-12-31]
npx huiyin api-key rotate 编号
npx huiyin api-key revoke 编号

  --links  回应里带评价链接，由对方系统发短信 answers carry the links, because the agency sends the messages
  --line、--unit 不写就是全部；单位含下级 absent: all; a unit includes what stands below it
  密钥只打印这一次；rotate 换新，旧的马上失效；每一步都记入访问留痕。
  the key is printed once; rotate ends the old one at once; each act stands on the trail of access
退出码 exit code：0 办好了；1 输入有误，什么都没改；2 数据库不可用`

const options = {
  name: { type: 'string' },
  scope: { type: 'string', multiple: true },
  links: { type: 'boolean' },
  line: { type: 'string', multiple: true },
  unit: { type: 'string', multiple: true },
  until: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const
type Options = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const list = async (house: House, io: Io, json: boolean): Promise<void> => {
  const { viewer, now } = machineRoom(house)
  for (const key of await house.as(viewer, listKeys)) {
    if (json) io.out(JSON.stringify(key))
    else
      io.out(
        [
          key.id,
          key.name,
          key.scopes.join(','),
          isOver(key, now) ? '失效 over' : '可用 open',
          `最近使用 last used ${key.lastUsedOn ?? '—'}`,
        ].join('  '),
      )
  }
}

const make = async (house: House, values: Options) => {
  const { name, scope = [], line, unit, until } = values
  const strange = scope.find(one => !(keyScopes as readonly string[]).includes(one))
  if (
    name === undefined ||
    [...name.trim()].length < 2 ||
    scope.length === 0 ||
    strange !== undefined ||
    (until !== undefined && !/^\d{4}-\d\d-\d\d$/.test(until))
  )
    throw new Wrong(usage)
  const actor = { ...machineRoom(house), lines: linesOf(house.programmes.current()).map(one => one.code) }
  return house.as(actor.viewer, async tx => {
    const made = await makeKey(tx, actor, {
      name: name.trim(),
      scopes: scope as KeyScope[],
      seesLinks: values.links === true,
      ...(line && { lines: line }),
      ...(unit && { units: unit }),
      ...(until && { expiresOn: until }),
    })
    if (isRefusal(made)) throw refused(made)
    return made
  })
}

/** `npx huiyin api-key`: the machine room's twin of the page of keys. */
export const runApiKey = async (argv: readonly string[], io: Io): Promise<number> =>
  asksHow(argv, io, usage)
    ? 0
    : inCity(io, async house => {
        let read: { values: Options; positionals: string[] }
        try {
          read = parseArgs({ args: [...argv], allowPositionals: true, options })
        } catch (error) {
          throw new Wrong(`${(error as Error).message}\n${usage}`)
        }
        const {
          values,
          positionals: [what = '', id, ...more],
        } = read
        const shown = ({ id: made, name, token }: { readonly id: string; readonly name: string; readonly token: string }): void => {
          io.out(`${made}  ${name}  ${token}`)
          io.err('密钥只在这里出现一次，请马上交给对方系统的管理员。 Shown only here.')
        }
        if (what === 'list' && id === undefined) return list(house, io, values.json === true)
        if (what === 'make' && id === undefined) return shown(await make(house, values))
        if (id === undefined || !uuid.test(id) || more.length > 0 || (what !== 'rotate' && what !== 'revoke')) throw new Wrong(usage)
        const actor = machineRoom(house)
        if (what === 'rotate') {
          return shown(
            await house.as(actor.viewer, async tx => {
              const made = await renewKey(tx, actor, id)
              if (isRefusal(made)) throw refused(made)
              return made
            }),
          )
        }
        const ended = await house.as(actor.viewer, async tx => {
          const key = await endKey(tx, actor, id)
          if (isRefusal(key)) throw refused(key)
          return key
        })
        io.out(`${ended.name}  已停用 revoked`)
      })
