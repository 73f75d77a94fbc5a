/** How personal fields are kept: sealed under a key of the person's own, and read as long as there is that key. */
import type { Hidden, Join, Owner } from '@case';

/** A personal field as it is stored. Names in their order, as all stored data has them. */
export interface SealedField extends Join {
  /** Id of the key. */
  readonly key: string;
  /** AES-256-GCM: nonce, what is sealed, tag; base64url. */
  readonly sealed: string;
}

/** Where a field stands: sealed fields are good for that place alone. */
export interface Place {
  readonly stream: string;
  readonly type: string;
  readonly schemaVersion: number;
  /** Names and indices down to the field, with slashes between. */
  readonly path: string;
}

export type Opened = { readonly value: string } | { readonly hidden: Hidden };

export type Seal = (owner: Owner, value: string, join: Join, place: Place) => SealedField;
/** Throws where the field was not sealed with its key for this place. */
export type Open = (field: SealedField, place: Place) => Opened;

/** Who looks: `entitled` sees what is blocked as well. */
export type Reader = 'anyone' | 'entitled';

export interface Sealer {
  readonly seal: Seal;
  /** Whether one of the keys is blocked: what is sealed with it may not be shown. */
  readonly hides: boolean;
}

export interface Vault {
  /** What seals for these owners; keys that are missing are made and kept first. Throws {@link KeysAway}. */
  sealer(owners: readonly Owner[]): Promise<Sealer>;
  /** What opens fields of these keys. Throws {@link KeysAway}. */
  opener(keyIds: Iterable<string>, reader?: Reader): Promise<Open>;
}

/** The keys cannot be reached: nothing is known of what they would open. */
export class KeysAway extends Error {
  constructor(cause: unknown) {
    super('the personal keys cannot be reached', { cause });
    this.name = 'KeysAway';
  }
}

export function isSealed(value: unknown): value is SealedField {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return typeof Reflect.get(value, 'key') === 'string' && typeof Reflect.get(value, 'sealed') === 'string';
}
