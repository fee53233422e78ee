import type { Doors } from './doors.ts'
import type { Town } from './town.ts'

const inspector = {
  code: 'YX0301',
  name: '谭望山',
  login: 'tanws',
  unit: 'ld.court',
  unitName: '柳渡区人民法院',
  title: '外来检查人员',
  // At most 180 days; the demo ends in them.
  from: '2026-11-02',
  until: '2027-04-30',
} as const

/** Somebody from outside, who holds no post of the city's own: the import brings the account, two administrators the post. */
export const withInspector = (town: Town): Town => ({
  ...town,
  texts: { ...town.texts, people: `${town.texts.people ?? ''}${inspector.code},${inspector.name},,${inspector.login}\n` },
  people: [
    ...town.people,
    {
      code: inspector.code,
      name: inspector.name,
      login: inspector.login,
      posts: [{ unit: inspector.unit, unitName: inspector.unitName, role: 'inspector', title: inspector.title }],
    },
  ],
})

const [security, audit] = ['YX0021', 'YX0022'] as const
const idOf = ({ items }: { readonly items: readonly { readonly id: string; readonly code: string }[] }, code: string): string =>
  items.find(one => one.code === code)?.id ?? ''

/** 检查人员: proposed by the security administrator and settled by the audit administrator, as in a city. */
export const sendInspector = async (doors: Doors): Promise<void> => {
  const unit = idOf(await doors.call(security, 'GET', `/api/register/units?search=${inspector.unit}`), inspector.unit)
  const person = idOf(await doors.call(security, 'GET', `/api/register/people?search=${inspector.code}`), inspector.code)
  const { title, from, until } = inspector
  const { id } = await doors.call<{ id: string }>(security, 'POST', '/api/proposals', {
    reason: '市委督查组派驻检查，函〔2026〕11号',
    changes: [{ what: 'post_given', unit, role: 'inspector', person, title, deputy: 0, from, until }],
  })
  await doors.call(audit, 'POST', `/api/proposals/${id}/approve`, {})
}
