/** Personal keys for tests: real ones, kept in memory where no folder is named. */
import { KeyRing, KeyStore, newMasterKeyLine, openKeyFile, parseMasterKeys, pseudonymsUnder } from '@personal-data';

export const TEST_SECRET = 'a secret that only tests can have';
export const TEST_MASTER = parseMasterKeys(newMasterKeyLine(), 'the tests');
export const testPseudonym = pseudonymsUnder(TEST_SECRET);

export const newKeyRing = (): KeyRing => new KeyRing(new KeyStore(openKeyFile(undefined)), TEST_MASTER);
