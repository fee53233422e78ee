export type { DataKey, DigestPurpose, Keys, Purpose } from './contract.ts'
export { makeKeys, openKeys, testKeys } from './keys.ts'
export { KeyFolderRefused, marksOfMasterKeys, rotateMasterKey } from './masterKey.ts'
export { plainHash, SealBroken } from './suite.ts'
