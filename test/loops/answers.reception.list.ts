const everyStaff = 'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger'
const readers = 'officer leader deputy_head head supervisor callback_centre discipline stranger'
const administrators = 'key system_admin security_admin audit_admin'
const day = (at: string): string =>
  ['free', 'from', 'id', 'leader', 'leaderTitle', 'minutes', 'onDay', 'place', 'placeName', 'purpose', 'share', 'slots', 'until', 'venue']
    .map(key => `${at}.${key}`)
    .join(' ')
const rows = [
  'booked',
  'called_off',
  'came',
  'cancelled',
  'coming',
  'held',
  'held_other',
  'in_hand',
  'late',
  'missed',
  'offered',
  'opened',
  'place',
  'placeName',
  'published',
  'silent',
  'solved',
  'unsaid',
  'unsolved',
  'waiting',
]
  .map(key => `rows[].${key}`)
  .join(' ')

/** Of a day that the court's head receives, and somebody who booked with him; none of the readers keeps its schedule. A part of `answers`. */
export const reception: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'GET /api/reception/follow/:code /api/reception/follow/{reception}': {
    '200 after again alreadySolved callOff judges last late no now number phone place[] there withdraw yes': `public key ${everyStaff}`,
  },
  'GET /api/reception/desk': { '200': readers, '401': 'public', '403': administrators },
  'GET /api/reception/days': { [`200 ${day('items[]')}`]: readers, '401': 'public', '403': administrators },
  'GET /api/reception/days/:id /api/reception/days/{receptionDay}': {
    [`200 ${day('day')} entries[].at entries[].byName entries[].said entries[].what entries[].why keeps leaderId`]: readers,
    '401': 'public',
    '403': administrators,
  },
  'GET /api/reception/list': {
    '200': 'officer leader deputy_head supervisor callback_centre discipline stranger',
    // He is the leader whom she wants to see.
    '200 items[].day items[].due items[].first items[].hour items[].id items[].leader items[].mark items[].number items[].place items[].stage items[].unit':
      'head',
    '401': 'public',
    '403': administrators,
  },
  'GET /api/reception/board': {
    [`200 columns[].key columns[].kind columns[].title ${rows}`]: readers,
    '401': 'public',
    '403': administrators,
  },
  'POST /api/reception/intake': { '401': 'public', '403': `key ${everyStaff}` },
  'POST /api/reception/days': { '401': 'public', '403': `key ${everyStaff}` },
  'POST /api/reception/days/:id/change /api/reception/days/{receptionDay}/change': { '401': 'public', '403': `key ${everyStaff}` },
  'POST /api/reception/days/:id/cancel /api/reception/days/{receptionDay}/cancel': { '401': 'public', '403': `key ${everyStaff}` },
  'POST /api/reception/days/:id/held /api/reception/days/{receptionDay}/held': { '401': 'public', '403': `key ${everyStaff}` },
  'POST /reception': { '201 at code leader number onDay venue': `public key ${everyStaff}` },
}
