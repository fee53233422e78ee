/** Read by the operator: what is wrong and what to do, in both languages. Where a restore throws it, nothing was changed. */
export class BackupRefused extends Error {}
