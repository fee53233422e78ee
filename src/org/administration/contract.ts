/** Without an account; opened, the one-time password not yet changed; in use; disabled. */
export const accountStates = ['none', 'first', 'open', 'disabled'] as const
export type AccountState = (typeof accountStates)[number]

export interface PersonView {
  readonly person: string
  readonly code: string
  readonly name: string
  readonly account: string | null
  readonly login: string | null
  readonly state: AccountState
  /** Sessions that go on now. */
  readonly sessions: number
  /** One of the three administrators, today or later: kept in the machine room. */
  readonly isAdministrator: boolean
  readonly posts: readonly {
    readonly unit: string
    readonly unitName: string
    readonly role: string
    readonly title: string
    readonly deputy: number
  }[]
}

export interface KeyView {
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly seesLinks: boolean
  /** null: all of them; so with units. */
  readonly lines: readonly string[] | null
  readonly units: readonly { readonly id: string; readonly name: string }[] | null
  readonly expiresAt: string | null
  readonly lastUsedOn: string | null
  readonly state: 'open' | 'ended' | 'revoked'
}
