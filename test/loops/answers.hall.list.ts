const refused = { '401': 'public', '403': 'key system_admin security_admin audit_admin' } as const
const readers = 'officer leader deputy_head head supervisor callback_centre discipline stranger'
const keptOnly = {
  '401': 'public',
  '403': 'key officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin',
} as const
const itemKeys =
  'firstCheck guide hall instant legal level name oneThing online papers place promised unit unitCode visits whole window'.split(' ')
const each = (at: string, keys: readonly string[]): string => keys.map(key => `${at}.${key}`).join(' ')
const figures = (at: string): string =>
  [
    `${at}.items`,
    ...['entered', 'firstCheck', 'guide', 'instant', 'once', 'online', 'whole'].map(name => each(`${at}.shares.${name}`, ['of', 'part'])),
    each(`${at}.shortened`, ['of', 'part']),
  ].join(' ')
const sorted = (paths: string): string => paths.split(' ').sort().join(' ')

/** Of the register of the halls: public facts of items and windows, and to staff who changed them; the stranger among the readers leads a department of a hall. A part of `answers`. */
export const hall: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'GET /api/hall/items': {
    ...refused,
    [`200 ${sorted(`columns[].key columns[].known[] columns[].needed columns[].title total ${each('items[]', [...itemKeys, 'code', 'reason'])}`)}`]:
      readers,
  },
  'GET /api/hall/windows': { ...refused, '200 columns[].key columns[].known[] columns[].needed columns[].title total': readers },
  'GET /api/hall/halls': { ...refused, '200 columns[].key columns[].known[] columns[].needed columns[].title total': readers },
  'GET /api/hall/entries/:kind/:code /api/hall/entries/item/SX-1': {
    ...refused,
    [`200 ${sorted(`columns[].key columns[].known[] columns[].needed columns[].title mayChange ${each('versions[].org', ['id', 'name'])} ${each('versions[]', ['byName', 'changedAt', 'fromOn', 'gone', 'version', 'why'])} ${each('versions[].body', itemKeys)} ${each('versions[].line', [...itemKeys, 'code', 'reason'])}`)}`]:
      readers,
  },
  'GET /api/hall/shares': {
    ...refused,
    [`200 ${sorted(`${figures('all')} ${figures('groups[]')} groups[].level groups[].name mayChange meanEntered negative negativeListCounts ${each('halls', ['all', 'area', 'counters'])} ${each('oneThings[]', ['entered', 'items', 'name', 'online'])} ${each('windows', ['all', 'apart', 'integrated', 'managed'])}`)}`]:
      readers,
  },
  'POST /api/hall/entries': { ...keptOnly, '201 version': 'stranger' },
  'POST /api/hall/import': {
    ...keptOnly,
    '200 added changed columns[] dryRun faultCount faults[].field faults[].line faults[].title rows sample[][] unchanged': 'stranger',
  },
}
