import { statfsSync } from 'node:fs'
import { calendarEndsIn, dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { ring } from '../../org/bell/index.ts'
import { lastProven } from '../../platform/backup/index.ts'
import type { Metrics } from '../../platform/http/metrics.ts'
import { readHealth, toldEvery } from './rules.ts'
import type { HealthFacts, Reading } from './rules.ts'
import { alarmText } from './words.ts'

export interface Watched {
  /** Milliseconds between the database's clock and ours. */
  readonly skew: () => Promise<number>
  readonly loopsBehind: () => Promise<number>
  readonly messages: () => HealthFacts['messages']
  readonly backupFailed: () => boolean
  readonly beatFailed: () => boolean
  /** This machine's clock, whatever the house's: backups and disks know no other. */
  readonly realNow: () => Date
}

const pausing = 60_000

const diskOf = (of: 'data' | 'backups', folder: string): HealthFacts['disks'] => {
  try {
    const { bavail, blocks, bsize } = statfsSync(folder)
    return [{ of, free: bavail * bsize, all: blocks * bsize }]
  } catch {
    return []
  }
}

/** The house looks at itself once a minute; what has to be done today is told to the system administrators, once a day each. */
export class HealthWatch {
  readonly #house: House
  readonly #watched: Watched
  #facts: HealthFacts | undefined
  #lookedAt = -Infinity
  constructor(house: House, watched: Watched) {
    this.#house = house
    this.#watched = watched
  }

  async look(): Promise<readonly Reading[]> {
    const { config, city, calendar, clock } = this.#house
    const { realNow, skew, loopsBehind, messages, backupFailed, beatFailed } = this.#watched
    const backups = config.backups
    const last = backups && lastProven(backups.folder, city)
    const now = calendar()
    const { days, alarm } = calendarEndsIn(now, dayOf(clock.now()))
    this.#facts = {
      backup: {
        watched: backups !== undefined,
        failed: backupFailed(),
        ...(backups ? { everyHours: backups.everyHours } : {}),
        ...(last ? { ageMs: Math.max(0, realNow().getTime() - Date.parse(last.at)), proof: last.proof } : {}),
      },
      messages: messages(),
      loopsBehindMs: await loopsBehind(),
      skewMs: await skew(),
      calendar: { days, alarm, lastKnown: now.lastKnown },
      disks: [...diskOf('data', config.dataFolder), ...(backups ? diskOf('backups', backups.folder) : [])],
      beatFailed: beatFailed(),
    }
    return readHealth(this.#facts)
  }

  /** Of the beat; cheap where it has looked a moment ago. */
  async turn(): Promise<void> {
    const at = this.#watched.realNow().getTime()
    if (at - this.#lookedAt < pausing) return
    this.#lookedAt = at
    for (const reading of await this.look()) {
      const every = toldEvery(reading)
      if (every !== undefined) await this.#tell(reading, every)
    }
  }

  async #tell(reading: Reading, every: number): Promise<void> {
    const { as, city, org, outbox, clock, log } = this.#house
    const day = dayOf(clock.now())
    // The same key is queued once for ever: whoever else looks in these days, on whichever server, says nothing again.
    const turn = Math.floor(Date.parse(day) / 86_400_000 / every)
    log.warn({ event: 'health', state: `${reading.key}.${reading.because}` })
    await as({ kind: 'system', city, name: 'sweep' }, async tx => {
      const { holdings } = await org.snapshot(tx, day)
      const people = new Set(holdings.filter(holding => holding.role === 'system_admin').map(holding => holding.person))
      for (const person of people) {
        const message = { key: `health/${reading.key}/${turn}/${person}`, template: 'health.alarm', text: alarmText(reading) }
        await ring(tx, { key: message.key, person, about: 'health.alarm', on: day })
        await outbox.queue(tx, { ...message, channel: 'console', to: person })
        const phone = await org.phoneOf(tx, person)
        if (phone !== undefined) await outbox.queue(tx, { ...message, key: `${message.key}/sms`, channel: 'sms', to: phone })
      }
    })
  }

  measure(metrics: Metrics): void {
    const gauge = (name: string, help: string, read: (facts: HealthFacts) => number | undefined): void => {
      metrics.gauge(name, help, () => (this.#facts ? read(this.#facts) : undefined) ?? NaN)
    }
    gauge('huiyin_backup_age_seconds', 'Age of the last backup that was proven', facts =>
      facts.backup.ageMs === undefined ? undefined : Math.round(facts.backup.ageMs / 1000),
    )
    gauge('huiyin_loops_behind_seconds', 'How long the oldest announcement has waited', facts => Math.round(facts.loopsBehindMs / 1000))
    gauge('huiyin_clock_skew_seconds', 'Clock of the database ahead of ours', facts => facts.skewMs / 1000)
    gauge('huiyin_calendar_days_left', 'Days until the loaded holidays end', facts => facts.calendar.days)
    gauge('huiyin_disk_free_bytes', 'Room on the disk of the data', facts => facts.disks.find(disk => disk.of === 'data')?.free)
    gauge(
      'huiyin_backup_disk_free_bytes',
      'Room on the disk of the backups',
      facts => facts.disks.find(disk => disk.of === 'backups')?.free,
    )
    gauge('huiyin_beat_failed', '1 where the last turn of timed work failed', facts => (facts.beatFailed ? 1 : 0))
  }
}
