/** Of papers on their way: the deputy head among the readers tries cases in the division that they are for. A part of `answers`. */
export const transfer: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'GET /api/transfer/follow/:code /api/transfer/follow/{transfer}': {
    '200 mayTakeBack now number papers[] place since unitName way[]':
      'public key officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'GET /api/transfer/points': {
    '200': 'officer leader deputy_head supervisor callback_centre stranger',
    '401': 'public',
    '403': 'key head discipline system_admin security_admin audit_admin',
  },
  'GET /api/transfer/list': {
    '200': 'officer leader head supervisor callback_centre discipline stranger',
    '200 items[].about items[].bag items[].due items[].given items[].holder items[].id items[].mark items[].name items[].number items[].officer items[].opened items[].papers items[].passing items[].since items[].stage items[].unit':
      'deputy_head',
    '401': 'public',
    '403': 'key system_admin security_admin audit_admin',
  },
  'GET /api/transfer/board': {
    '200 columns[].key columns[].kind columns[].title counts.all counts.coming counts.here counts.missing counts.resting counts.unsigned':
      'officer leader deputy_head head supervisor callback_centre discipline stranger',
    '401': 'public',
    '403': 'key system_admin security_admin audit_admin',
  },
  'POST /api/transfer/intake': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'POST /api/transfer/find': {
    '200 matter': 'deputy_head',
    '401': 'public',
    '403': 'key system_admin security_admin audit_admin',
    '404': 'officer leader head supervisor callback_centre discipline stranger',
  },
}
