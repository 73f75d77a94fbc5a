/** The keys of this process: those used last in memory, all others in their store; made when they are first needed. */
import { randomBytes } from 'node:crypto';
import { setImmediate as immediate } from 'node:timers/promises';
import type { Owner } from '@case';
import { LRUCache } from 'lru-cache';
import { v7 as uuidv7 } from 'uuid';
import { decrypt, encrypt, KEY_BYTES } from './cipher';
import type { KeyStore, NewKey, StoredKey } from './key-store';
import type { MasterKey } from './master-key';
import {
  KeysAway,
  type Open,
  type Opened,
  type Place,
  type Reader,
  type Seal,
  type SealedField,
  type Sealer,
  type Vault,
} from './vault';

interface DataKey {
  readonly id: string;
  readonly key: Buffer;
  readonly blocked: boolean;
}

interface Asked {
  readonly owners: Map<string, Owner>;
  readonly keys: Promise<ReadonlyMap<string, DataKey>>;
}

/** Some hundred bytes each; room is taken for those that there are. */
const MOST_KEYS = 100_000;

/** Keys that are wrapped anew at a time. */
const PAGE = 500;

export class KeyRing implements Vault {
  /** Null: there is no such key any more. */
  readonly #known = new LRUCache<string, { readonly key: DataKey | null }>({
    maxSize: MOST_KEYS,
    sizeCalculation: () => 1,
  });
  readonly #owned = new LRUCache<string, string>({ maxSize: MOST_KEYS, sizeCalculation: () => 1 });
  /** Rises when something is forgotten: what was read before then is not kept. */
  #forgotten = 0;
  #asked: Asked | undefined;

  constructor(
    private readonly store: KeyStore,
    private readonly master: MasterKey,
  ) {}

  /** Throws a sentence where keys are wrapped under a master key that is not here. */
  async assertMaster(): Promise<void> {
    const missing = (await this.store.masters()).filter((id) => !this.master.ids.includes(id));
    if (missing.length === 0) return;
    throw new Error(
      `personal keys are wrapped under ${missing.join(', ')}, which is not among the master keys: bring it, or let go of those keys and all that they open`,
    );
  }

  async sealer(owners: readonly Owner[]): Promise<Sealer> {
    const keys = new Map<string, DataKey>();
    for (const owner of owners) {
      const known = this.#ofOwner(owner.name);
      if (known) keys.set(owner.name, known);
    }
    const missing = owners.filter(({ name }) => !keys.has(name));
    if (missing.length > 0) {
      for (const [name, key] of await this.#keysFor(missing)) keys.set(name, key);
    }
    const seal: Seal = (owner, value, { country, pseudonym }, place) => {
      const data = keys.get(owner.name);
      if (!data) throw new Error(`no key was made ready for ${owner.kind}`);
      const open = {
        ...(country !== undefined && { country }),
        key: data.id,
        ...(pseudonym !== undefined && { pseudonym }),
      };
      return { ...open, sealed: encrypt(data.key, Buffer.from(value), contextOf(open, place)) };
    };
    return { seal, hides: [...keys.values()].some(({ blocked }) => blocked) };
  }

  async opener(keyIds: Iterable<string>, reader: Reader = 'anyone'): Promise<Open> {
    const keys = new Map<string, DataKey | null>();
    const missing: string[] = [];
    for (const id of new Set(keyIds)) {
      const known = this.#known.get(id);
      if (known) keys.set(id, known.key);
      else missing.push(id);
    }
    if (missing.length > 0) {
      const seen = this.#forgotten;
      const found = new Map((await this.#unwrapped(await this.store.find(missing))).map((key) => [key.id, key]));
      for (const id of missing) {
        const key = found.get(id) ?? null;
        keys.set(id, key);
        if (seen === this.#forgotten) this.#known.set(id, { key });
      }
    }
    return (field, place) => openWith(keys.get(field.key) ?? null, field, place, reader);
  }

  /** Keys may have been destroyed, blocked or let go: nothing is believed that was read before. */
  forget(): void {
    this.#forgotten += 1;
    this.#known.clear();
    this.#owned.clear();
  }

  /** Wraps what is wrapped under an older master key under the newest; answers how many keys. No event changes. */
  async rewrap(): Promise<number> {
    let count = 0;
    for (;;) {
      const old = await this.store.notUnder(this.master.id, PAGE);
      if (old.length === 0) return count;
      const wrapped = await Promise.all(
        old.map(async (stored) => {
          const key = await this.#unwrap(stored);
          return { id: stored.id, master: this.master.id, wrapped: await this.master.wrap(key, wrapOf(stored)) };
        }),
      );
      await this.store.rewrap(wrapped);
      count += old.length;
    }
  }

  #ofOwner(name: string): DataKey | undefined {
    const id = this.#owned.get(name);
    return (id !== undefined && this.#known.get(id)?.key) || undefined;
  }

  /** Those that are asked for in one turn are looked for, and kept, together. */
  #keysFor(owners: readonly Owner[]): Promise<ReadonlyMap<string, DataKey>> {
    const asked = this.#asked ?? this.#ask();
    for (const owner of owners) asked.owners.set(owner.name, owner);
    return asked.keys;
  }

  #ask(): Asked {
    const owners = new Map<string, Owner>();
    const keys = immediate().then(() => {
      this.#asked = undefined;
      return this.#findOrMake([...owners.values()]);
    });
    this.#asked = { owners, keys };
    return this.#asked;
  }

  async #findOrMake(owners: readonly Owner[]): Promise<ReadonlyMap<string, DataKey>> {
    const seen = this.#forgotten;
    const found = await this.store.ofOwners(owners.map(({ name }) => name));
    const names = new Set(found.map(({ owner }) => owner));
    const missing = await Promise.all(owners.filter(({ name }) => !names.has(name)).map((owner) => this.#made(owner)));
    const kept = missing.length > 0 ? await this.store.keep(missing) : [];
    const keys = new Map<string, DataKey>();
    for (const stored of [...found, ...kept]) {
      const key = { id: stored.id, key: await this.#unwrap(stored), blocked: stored.blocked };
      keys.set(stored.owner, key);
      if (seen !== this.#forgotten) continue;
      this.#known.set(key.id, { key });
      this.#owned.set(stored.owner, key.id);
    }
    return keys;
  }

  async #made(owner: Owner): Promise<NewKey> {
    const id = uuidv7();
    const wrapped = await this.master.wrap(randomBytes(KEY_BYTES), wrapOf({ id, owner: owner.name }));
    return { id, owner, master: this.master.id, wrapped };
  }

  async #unwrapped(stored: readonly StoredKey[]): Promise<readonly DataKey[]> {
    return Promise.all(stored.map(async (one) => ({ id: one.id, key: await this.#unwrap(one), blocked: one.blocked })));
  }

  /** A key under a master key that is not here yet, as while it is changed, cannot be reached; that is no loss. */
  async #unwrap(stored: StoredKey): Promise<Buffer> {
    try {
      return await this.master.unwrap(stored.wrapped, stored.master, wrapOf(stored));
    } catch (error) {
      throw new KeysAway(error);
    }
  }
}

/** A wrapped key is good for its own name and owner alone. */
const wrapOf = ({ id, owner }: Pick<StoredKey, 'id' | 'owner'>): string => JSON.stringify(['personal key', id, owner]);

/** What a sealed field is bound to; in this order and form for ever. */
const contextOf = ({ country, key, pseudonym }: Omit<SealedField, 'sealed'>, place: Place): string => {
  const { stream, type, schemaVersion, path } = place;
  return JSON.stringify([1, stream, type, schemaVersion, path, key, pseudonym ?? null, country ?? null]);
};

function openWith(key: DataKey | null, field: SealedField, place: Place, reader: Reader): Opened {
  if (!key) return { hidden: 'erased' };
  if (key.blocked && reader === 'anyone') return { hidden: 'blocked' };
  return { value: decrypt(key.key, field.sealed, contextOf(field, place)).toString() };
}
