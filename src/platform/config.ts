/** Every setting of the process, read and checked once at start; nobody else reads the environment. */
export interface Config {
  /** Folder of everything that must survive: database, keys, files, outbox. HUIYIN_DATA */
  readonly dataFolder: string
  /** Own PostgreSQL (15 to 18); absent: the embedded one under the data folder. DATABASE_URL */
  readonly databaseUrl?: string
  /** PORT; 0 picks a free one. */
  readonly port: number
  readonly host: string
  /** Host of the codes; must open on a phone. PUBLIC_URL */
  readonly publicUrl: string
  /** Folder of the city's programme. HUIYIN_PROGRAMME */
  readonly programmeFolder: string
  readonly suite: 'std' | 'gm'
  /** The demo alone has a movable clock, invented data and cookies without Secure. */
  readonly demo: boolean
  readonly migrate: boolean
}
