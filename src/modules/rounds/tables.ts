// Written by `npm run tables` from the migrated database; a test fails when it no longer agrees.

export interface ConcernTable {
  city: string
  id: string
  visit: string
  campaign: string
  visited_on: string
  place: string
  visiting_name: string
  organ: string
  unit: string
  unit_name: string
  unit_organ: string
  kind: 'suggestion' | 'problem'
  state: 'open' | 'solved' | 'accepted' | 'untold' | 'unsolved' | 'withdrawn'
  ended_on: string | null
  matter: string | null
  words: Buffer | null
  on_spot: boolean
  source: Buffer
}

export interface DrawTable {
  city: string
  code: string
  week: string
  commitment: string
  sealed: Buffer
  least: number
  tickets: string[] | null
  drawn: string[] | null
  seed: string | null
}

export interface VisitTable {
  city: string
  id: string
  campaign: string
  unit: string
  unit_name: string
  organ: string
  visited_on: string
  place: string
  visitors: string
  entered_by: string | null
  entered_at: Date
  source: Buffer
}

export interface RoundsTables {
  'rounds.concern': ConcernTable
  'rounds.draw': DrawTable
  'rounds.visit': VisitTable
}
