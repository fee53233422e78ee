export type { DataKey, DigestPurpose, Keys, Purpose } from './contract.ts'
