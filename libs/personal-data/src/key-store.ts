/** Keys as they are kept, each wrapped under a master key; and which persons are blocked. */
import type { Owner } from '@case';
import type { KeyDatabase, KeyQuery, KeyRow } from './key-database';

export interface StoredKey {
  readonly id: string;
  readonly owner: string;
  readonly master: string;
  readonly wrapped: string;
  /** The person's whom it belongs to, or of this key alone. */
  readonly blocked: boolean;
}

export interface NewKey {
  readonly id: string;
  readonly owner: Owner;
  readonly master: string;
  readonly wrapped: string;
}

/** What is done because an event says so. */
export type KeyChange =
  | { readonly kind: 'block' | 'unblock'; readonly personId: string; readonly keyIds: readonly string[] }
  | { readonly kind: 'destroy'; readonly personId: string | undefined; readonly keyIds: readonly string[] };

const SELECT = `SELECT k.id, k.owner, k.master, k.wrapped,
    CASE WHEN k.blocked = 1 OR p.person_id IS NOT NULL THEN 1 ELSE 0 END AS blocked
  FROM personal_key k LEFT JOIN blocked_person p ON p.person_id = k.person_id`;

export class KeyStore {
  constructor(private readonly database: KeyDatabase) {}

  find(ids: readonly string[]): Promise<readonly StoredKey[]> {
    return this.#select('k.id', ids);
  }

  ofOwners(names: readonly string[]): Promise<readonly StoredKey[]> {
    return this.#select('k.owner', names);
  }

  /** Keeps these keys, where their owners have none yet; answers the keys that the owners have now. */
  async keep(keys: readonly NewKey[]): Promise<readonly StoredKey[]> {
    await this.database.transaction(async (tx) => {
      for (const { id, owner, master, wrapped } of keys) {
        await tx.query(
          `INSERT INTO personal_key (id, owner, kind, person_id, case_id, master, wrapped)
           VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (owner) DO NOTHING`,
          [id, owner.name, owner.kind, owner.personId ?? null, owner.caseId ?? null, master, wrapped],
        );
      }
    });
    return this.ofOwners(keys.map(({ owner }) => owner.name));
  }

  /** Ids of the keys of a person, in all cases. */
  ofPerson(personId: string): Promise<readonly string[]> {
    return this.#ids('person_id = $1', [personId]);
  }

  /** Ids of the keys of a case: of what was written about it, or of everybody in it. */
  ofCase(caseId: string, what: 'texts' | 'everything'): Promise<readonly string[]> {
    return this.#ids(`case_id = $1${what === 'texts' ? " AND kind = 'texts'" : ''}`, [caseId]);
  }

  /**
   * Applies what the event at a position says, where nobody has applied it, or what came after it, before: several services
   * follow the same events. A key that was to be destroyed is destroyed in any case.
   */
  async apply(change: KeyChange, position: bigint): Promise<void> {
    await this.database.transaction(async (tx) => {
      const news = (await this.#passed(tx)) < position;
      if (change.kind === 'destroy') await this.#destroy(tx, change, news);
      else if (news) await this.#block(tx, change);
      if (news) await pass(tx, position);
    });
    if (change.kind === 'destroy') await this.database.scrub();
  }

  /** Up to this position there is nothing that is not applied. */
  async passed(position: bigint): Promise<void> {
    await this.database.transaction(async (tx) => {
      if ((await this.#passed(tx)) < position) await pass(tx, position);
    });
  }

  /** Everything is to be applied anew, from the first event on: this is another store than the keys were kept for. */
  async rewind(): Promise<void> {
    await this.database.transaction((tx) => pass(tx, -1n));
  }

  /** Up to where {@link apply} was told; undefined before the first. */
  async position(): Promise<bigint | undefined> {
    const [row] = await this.database.query('SELECT position FROM progress WHERE one = 1');
    const position = BigInt(String(row?.position ?? -1));
    return position < 0n ? undefined : position;
  }

  async #passed(tx: KeyQuery): Promise<bigint> {
    const [row] = await tx.query(`SELECT position FROM progress WHERE one = 1 ${this.database.alone}`);
    return BigInt(String(row?.position ?? -1));
  }

  async blockedPersons(): Promise<readonly string[]> {
    const rows = await this.database.query('SELECT person_id FROM blocked_person ORDER BY person_id');
    return rows.map(({ person_id }) => String(person_id));
  }

  /** Some keys that are wrapped under another master key than this. */
  async notUnder(master: string, most: number): Promise<readonly StoredKey[]> {
    const rows = await this.database.query(`${SELECT} WHERE k.master <> $1 ORDER BY k.id LIMIT ${most}`, [master]);
    return rows.map(toStored);
  }

  async rewrap(keys: readonly Pick<StoredKey, 'id' | 'master' | 'wrapped'>[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      for (const { id, master, wrapped } of keys)
        await tx.query('UPDATE personal_key SET master = $2, wrapped = $3 WHERE id = $1', [id, master, wrapped]);
    });
    await this.database.scrub();
  }

  async isEmpty(): Promise<boolean> {
    return (await this.database.query('SELECT id FROM personal_key LIMIT 1')).length === 0;
  }

  /** Master keys that keys are wrapped under. */
  async masters(): Promise<readonly string[]> {
    const rows = await this.database.query('SELECT DISTINCT master FROM personal_key');
    return rows.map(({ master }) => String(master));
  }

  close(): Promise<void> {
    return this.database.close();
  }

  async #select(column: string, values: readonly string[]): Promise<readonly StoredKey[]> {
    if (values.length === 0) return [];
    const listed = this.database.listed('$1');
    const rows = await this.database.query(`${SELECT} WHERE ${column} IN ${listed}`, [JSON.stringify(values)]);
    return rows.map(toStored);
  }

  async #ids(where: string, params: readonly string[]): Promise<readonly string[]> {
    const rows = await this.database.query(`SELECT id FROM personal_key WHERE ${where} ORDER BY id`, params);
    return rows.map(({ id }) => String(id));
  }

  async #destroy(
    tx: KeyQuery,
    { personId, keyIds }: Extract<KeyChange, { kind: 'destroy' }>,
    news: boolean,
  ): Promise<void> {
    await tx.query(`DELETE FROM personal_key WHERE id IN ${this.database.listed('$1')}`, [JSON.stringify(keyIds)]);
    if (personId !== undefined && news) await tx.query('DELETE FROM blocked_person WHERE person_id = $1', [personId]);
  }

  async #block(tx: KeyQuery, { kind, personId, keyIds }: Exclude<KeyChange, { kind: 'destroy' }>): Promise<void> {
    const blocked = kind === 'block';
    await tx.query(
      blocked
        ? 'INSERT INTO blocked_person (person_id) VALUES ($1) ON CONFLICT (person_id) DO NOTHING'
        : 'DELETE FROM blocked_person WHERE person_id = $1',
      [personId],
    );
    await tx.query(`UPDATE personal_key SET blocked = ${blocked ? 1 : 0} WHERE id IN ${this.database.listed('$1')}`, [
      JSON.stringify(keyIds),
    ]);
  }
}

async function pass(tx: KeyQuery, position: bigint): Promise<void> {
  await tx.query('UPDATE progress SET position = $1 WHERE one = 1', [String(position)]);
}

const toStored = (row: KeyRow): StoredKey => ({
  id: String(row.id),
  owner: String(row.owner),
  master: String(row.master),
  wrapped: String(row.wrapped),
  blocked: row.blocked === 1,
});
