import { parseArgs } from 'node:util'
import type { House } from '../src/engine/house.ts'
import { isRefusal } from '../src/kit/refusal.ts'
import type { Refusal } from '../src/kit/refusal.ts'
import { roleTitles } from '../src/org/access/index.ts'
import { disable, enable, listPeople, openAccount, resetAccount } from '../src/org/administration/index.ts'
import type { AccountState, AccountActor } from '../src/org/administration/index.ts'
import type { Role } from '../src/org/viewer.ts'
import type { Tx } from '../src/platform/database/contract.ts'
import { asksHow, inCity, machineRoom, refused, Wrong } from './machineRoom.ts'
import type { Io } from './machineRoom.ts'

const usage = `npx huiyin account list [--search 文字] [--state none|first|open|disabled] [--json]
npx huiyin account open --person 工号 --login 账号
npx huiyin account reset 账号
npx huiyin account disable 账号
npx huiyin account enable 账号

  在机房给人开账号、重置密码、停用和恢复；城市运行时也能用。三位管理员的账号只能在这里办。
  accounts from the machine room, also while the city runs; those of the three administrators are kept here alone
  一次性密码只打印这一次，本人首次登录须更换；每一步都记入访问留痕。
  one-time passwords are printed once and must be changed; each act stands on the trail of access
退出码 exit code：0 办好了；1 输入有误，什么都没改；2 数据库不可用`

const states = { none: '没有账号', first: '待首次登录', open: '在用', disabled: '已停用' } as const satisfies Record<AccountState, string>
const options = {
  search: { type: 'string' },
  state: { type: 'string' },
  person: { type: 'string' },
  login: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const
type Options = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

const list = async (house: House, io: Io, values: Options): Promise<void> => {
  const { viewer, now, day } = machineRoom(house)
  const state = values.state as AccountState | undefined
  if (state !== undefined && !Object.hasOwn(states, state)) throw new Wrong(usage)
  for (let after: string | undefined; ;) {
    const rows = await house.as(viewer, tx =>
      listPeople(tx, {
        search: values.search ?? '',
        ...(state && { state }),
        day,
        now,
        seenSince: now,
        ...(after !== undefined && { after }),
        limit: 500,
      }),
    )
    for (const { person: _person, account: _account, ...row } of rows) {
      if (values.json) io.out(JSON.stringify(row))
      else
        io.out(
          [
            row.code,
            row.name,
            row.login ?? '—',
            states[row.state],
            row.posts.map(post => `${post.unitName} ${post.title ?? roleTitles[post.role as Role].zh}`).join('；'),
          ].join('  '),
        )
    }
    const last = rows.at(-1)
    if (rows.length < 500 || !last) return
    after = `${last.code} ${last.login ?? ''}`
  }
}

/** `npx huiyin account`: the machine room's twin of the security administrator's page. */
export const runAccount = async (argv: readonly string[], io: Io): Promise<number> =>
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
          positionals: [what = '', login, ...more],
        } = read
        if (what === 'list' && login === undefined) return list(house, io, values)
        const actor = machineRoom(house)
        const done = async <T>(work: (tx: Tx, actor: AccountActor) => Promise<T | Refusal>): Promise<T> =>
          house.as(actor.viewer, async tx => {
            const answer = await work(tx, actor)
            if (isRefusal(answer)) throw refused(answer)
            return answer
          })
        const say = ({
          name,
          login: own,
          password,
        }: {
          readonly name: string
          readonly login: string
          readonly password: string
        }): void => {
          io.out(`${name}  ${own}  ${password}`)
          io.err('一次性密码只在这里出现一次，请当面交给本人；首次登录须更换。 Shown only here; to be changed at the first sign-in.')
        }
        if (what === 'open' && login === undefined && values.person !== undefined && values.login !== undefined) {
          const { person, login: wanted } = values
          return say(await done((tx, by) => openAccount(tx, by, { person: { code: person }, login: wanted })))
        }
        if (login === undefined || more.length > 0) throw new Wrong(usage)
        if (what === 'reset') return say(await done((tx, by) => resetAccount(tx, by, { login })))
        if (what === 'disable')
          return io.out(`${(await done((tx, by) => disable(tx, by, { login }))).name}  ${login}  ${states.disabled} disabled`)
        if (what === 'enable') return io.out(`${(await done((tx, by) => enable(tx, by, { login }))).name}  ${login}  已恢复 enabled`)
        throw new Wrong(usage)
      })
