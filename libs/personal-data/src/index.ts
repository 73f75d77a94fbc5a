export { type KeyDatabase, openKeyFile, openKeySchema } from './key-database';
export * from './key-ring';
export * from './key-store';
export { addMasterKey, type MasterKey, masterKeyIn, newMasterKeyLine, parseMasterKeys } from './master-key';
export * from './pseudonym';
export * from './vault';
