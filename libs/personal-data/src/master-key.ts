/**
 * The key that personal keys are wrapped under. A key file holds one key a line, the newest first: older ones open what
 * was wrapped under them until it is wrapped anew. A key service would take the file's place behind {@link MasterKey}.
 */
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { decrypt, encrypt, KEY_BYTES } from './cipher';

export interface MasterKey {
  /** Of the key that wraps now. */
  readonly id: string;
  /** Every key that it can unwrap under. */
  readonly ids: readonly string[];
  wrap(key: Buffer, context: string): Promise<string>;
  /** Throws where it is another's, or was wrapped for another context. */
  unwrap(wrapped: string, masterId: string, context: string): Promise<Buffer>;
}

const LINE = /^([A-Za-z0-9-]{1,64}) ([A-Za-z0-9+/]{43}=)$/;

export const newMasterKeyLine = (): string =>
  `master-${randomBytes(4).toString('hex')} ${randomBytes(KEY_BYTES).toString('base64')}`;

/** Throws a sentence that begins with `name` where the text holds no keys; what it holds is never in it. */
export function parseMasterKeys(text: string, name: string): MasterKey {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const keys = new Map<string, Buffer>();
  for (const line of lines) {
    const [, id, key] = LINE.exec(line.trim()) ?? [];
    if (id === undefined || key === undefined || keys.has(id))
      throw new Error(`${name} must hold one master key a line: a name of its own, a space, and 32 bytes in base64`);
    keys.set(id, Buffer.from(key, 'base64'));
  }
  const [id] = keys.keys();
  if (id === undefined) throw new Error(`${name} holds no master key`);
  const keyOf = (masterId: string): Buffer => {
    const key = keys.get(masterId);
    if (!key) throw new Error(`there is no master key ${masterId}`);
    return key;
  };
  return {
    id,
    ids: [...keys.keys()],
    wrap: async (key, context) => encrypt(keyOf(id), key, context),
    unwrap: async (wrapped, masterId, context) => decrypt(keyOf(masterId), wrapped, context),
  };
}

/**
 * Reads the key file; makes it, for this user alone, where there is none. It is read again where a key is met that was put in
 * it since. Throws a sentence that names the file.
 */
export function masterKeyIn(file: string): MasterKey {
  if (!existsSync(file)) writeKeys(file, newMasterKeyLine(), true);
  const read = (): MasterKey => parseMasterKeys(readFileSync(file, 'utf8'), file);
  let known = read();
  return {
    get id() {
      return known.id;
    },
    get ids() {
      return known.ids;
    },
    wrap: (key, context) => known.wrap(key, context),
    unwrap: (wrapped, masterId, context) => {
      if (!known.ids.includes(masterId)) known = read();
      return known.unwrap(wrapped, masterId, context);
    },
  };
}

/** Puts a new key in front of those in the file; answers its name. Services take it up when they start. */
export function addMasterKey(file: string): string {
  const known = readFileSync(file, 'utf8');
  parseMasterKeys(known, file);
  const line = newMasterKeyLine();
  writeKeys(file, `${line}\n${known.trim()}`, false);
  return line.split(' ')[0] ?? '';
}

/** Whole or not at all; what somebody else has just made `first` stays. */
function writeKeys(file: string, text: string, first: boolean): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${text}\n`, { mode: 0o600, flush: true });
  chmodSync(draft, 0o600);
  if (!first) {
    renameSync(draft, file);
    return;
  }
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    unlinkSync(draft);
  }
}
