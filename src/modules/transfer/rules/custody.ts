/** One entry of a trail, as far as custody goes. */
export interface Step {
  readonly seq: number
  readonly action: string
  readonly at: string
  readonly by: string
  readonly input?: unknown
  readonly own?: true
}

export interface Signature {
  readonly from: string
  readonly to: string
  readonly givenAt: string
  readonly givenBy: string
  readonly signedAt: string
  readonly signedBy: string
}

export interface Custody {
  /** Who answers for the papers: whoever signed last. */
  readonly holder: string
  readonly since: string
  readonly lastSignedBy: string
  /** Given, and not signed for yet. */
  readonly passing?: { readonly to: string; readonly at: string; readonly by: string; readonly own?: true }
  readonly bag?: string
  /** Every change of custody, with its two signatures. */
  readonly signatures: readonly Signature[]
}

const signing = ['sign', 'sign_for', 'take_back']
const undoing = ['refuse_bag', 'send_back_bag', 'recall', 'report_missing']
type Said = {
  readonly pointName?: string
  readonly unitName?: string
  readonly takenBy?: string
  readonly point?: string
  readonly bag?: string
}

/** To whom an act gives the papers; undefined for every other act. */
const givenTo = ({ action, input }: Step, opened: Said): string | undefined =>
  action === 'hand_to_point'
    ? ((input as Said | undefined)?.point ?? '')
    : action === 'hand_to_officer'
      ? (opened.unitName ?? '')
      : action === 'offer_back'
        ? '当事人'
        : undefined

/**
 * Who holds the papers, by replaying the trail. Giving changes nothing until the other has signed, so that at every moment exactly
 * one holder answers for them; what is refused, recalled or reported missing stays with whoever signed last. Pure.
 */
export const custodyOf = (trail: readonly Step[]): Custody => {
  const first = trail[0]
  const opened = (first?.input ?? {}) as Said
  const start: Custody = {
    holder: opened.pointName ?? '',
    since: first?.at ?? '',
    lastSignedBy: opened.takenBy ?? first?.by ?? '',
    signatures: [
      {
        from: '当事人',
        to: opened.pointName ?? '',
        givenAt: first?.at ?? '',
        givenBy: '当事人',
        signedAt: first?.at ?? '',
        signedBy: opened.takenBy ?? first?.by ?? '',
      },
    ],
  }
  return trail.reduce<Custody>((custody, step) => {
    const { passing, ...held } = custody
    const to = givenTo(step, opened)
    if (to !== undefined) return { ...held, passing: { to, at: step.at, by: step.by, ...(step.own ? { own: true as const } : {}) } }
    if (signing.includes(step.action) && passing)
      return {
        ...held,
        holder: passing.to,
        since: step.at,
        lastSignedBy: step.by,
        signatures: [
          ...held.signatures,
          { from: held.holder, to: passing.to, givenAt: passing.at, givenBy: passing.by, signedAt: step.at, signedBy: step.by },
        ],
      }
    if (step.action === 'seal') return { ...custody, bag: (step.input as Said | undefined)?.bag ?? '' }
    return undoing.includes(step.action) ? held : custody
  }, start)
}
