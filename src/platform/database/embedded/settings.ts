/** Settings of the embedded server, given on its command line: what stands in its folder's files never weakens them. */
const durable = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  wal_level: 'replica',
  max_wal_senders: '0',
}
/** Only for tests, whose data nobody misses. */
const throwAway = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
}

const common = {
  // Modest: the same machine runs Node, and a town's office PC has 4 GB.
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_connections: '60',
  max_wal_size: '1GB',
  jit: 'off',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The log must not tell what citizens wrote: no statements, no parameters, no DETAIL with key values, and no errors of a
  // query, whose first line quotes what could not be read. We are told those; here stand start, end, crash and repair.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_statement: 'none',
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: '0',
  log_min_duration_statement: '-1',
  log_line_prefix: '%m [%p] ',
}

export interface Listening {
  /** A socket folder, or undefined where the socket cannot be used; then a port of 127.0.0.1. */
  readonly sockets?: string
  readonly port: number
}

export const settingsFor = ({ sockets, port }: Listening, durability: 'durable' | 'throw_away'): readonly string[] =>
  Object.entries({
    ...common,
    ...(durability === 'durable' ? durable : throwAway),
    port: String(port),
    listen_addresses: sockets === undefined ? '127.0.0.1' : '',
    unix_socket_directories: sockets ?? '',
    unix_socket_permissions: '0700',
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
