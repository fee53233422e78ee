/** Posts that a stranger holds: those of the three administrators are of the whole city. */
export const strangers = ['officer', 'clerk', 'leader', 'deputy_head', 'head', 'callback_centre', 'supervisor', 'discipline'] as const

/** Whose ids everybody who signs in may read, with the reason: only that nothing is changed is asked of them. */
export const known: Readonly<Record<string, string>> = {
  'org.unit': 'the register of units is open to all who work here',
  'org.person': 'the holders of posts stand in the register of units',
}
