const everyStaff = 'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger'
const readers = 'officer leader deputy_head head supervisor callback_centre discipline stranger'
const administrators = 'key system_admin security_admin audit_admin'

/** Of a firm that asked in a zone whose people are none of the readers, and of a ledger brought in there. A part of `answers`. */
export const zone: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'GET /api/zone/follow/:code /api/zone/follow/{zone}': {
    '200 after alreadySolved by judges last late moveOn moved no now number withdraw yes': `public key ${everyStaff}`,
  },
  'GET /api/zone/places': {
    '200': 'officer leader deputy_head supervisor callback_centre stranger',
    '401': 'public',
    '403': 'key head discipline system_admin security_admin audit_admin',
  },
  'GET /api/zone/list': { '200': readers, '401': 'public', '403': administrators },
  'GET /api/zone/board': {
    '200 columns[].key columns[].kind columns[].title rows[].all rows[].asked rows[].before rows[].beforeSolved rows[].kind rows[].late rows[].moved rows[].place rows[].placeName rows[].silent rows[].solved rows[].unsolved rows[].waiting':
      readers,
    '401': 'public',
    '403': administrators,
  },
  'GET /api/zone/past': {
    '200 items[].ending items[].file items[].fileName items[].kind items[].line items[].onDay': readers,
    '401': 'public',
    '403': administrators,
  },
  'GET /api/zone/files': {
    '200 items[].broughtAt items[].byName items[].id items[].mayTakeBack items[].name items[].place items[].rows items[].takenBackAt items[].takenBackBy':
      readers,
    '401': 'public',
    '403': administrators,
  },
  'POST /api/zone/intake': { '401': 'public', '403': `key ${everyStaff}` },
  'POST /api/zone/past': { '401': 'public', '403': `key ${everyStaff}` },
  'POST /api/zone/files/:id/take-back /api/zone/files/{zoneFile}/take-back': { '401': 'public', '403': `key ${everyStaff}` },
  'POST /zone': { '201 code number specialist': `public key ${everyStaff}` },
}
