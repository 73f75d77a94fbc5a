/** Personal keys on both databases that they are kept in: the file, or PostgreSQL where its address is given. */
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Owner } from '@case';
import {
  addMasterKey,
  type KeyDatabase,
  KeyRing,
  KeyStore,
  KeysAway,
  type MasterKey,
  masterKeyIn,
  newMasterKeyLine,
  openKeyFile,
  openKeySchema,
  parseMasterKeys,
  type SealedField,
} from '@personal-data';
import { temporaryFolder } from '../harness/node';
import { newDatabase, POSTGRES_URL, type TestDatabase } from '../harness/read-models';

const place = { stream: 'case-L-1', type: 'NoteTaken', schemaVersion: 1, path: 'text' };
const texts: Owner = { name: 'texts of L-1', kind: 'texts', personId: 'P-1', caseId: 'L-1' };
const identity: Owner = { name: 'identity of P-1 in L-1', kind: 'identity', personId: 'P-1', caseId: 'L-1' };
const other: Owner = { name: 'identity of P-2 in L-1', kind: 'identity', personId: 'P-2', caseId: 'L-1' };

let folder: string;
let database: TestDatabase | undefined;
let open: () => KeyDatabase;
let store: KeyStore;
let master: MasterKey;

beforeEach(async () => {
  folder = temporaryFolder();
  database = POSTGRES_URL === undefined ? undefined : await newDatabase();
  const url = database?.url;
  open = () => (url === undefined ? openKeyFile(join(folder, 'keys')) : openKeySchema(url));
  store = new KeyStore(open());
  master = parseMasterKeys(newMasterKeyLine(), 'the test');
});

afterEach(async () => {
  await store.close();
  await database?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const newRing = (by = master): KeyRing => new KeyRing(store, by);

async function seal(ring: KeyRing, owner: Owner, value: string, pseudonym?: string): Promise<SealedField> {
  return (await ring.sealer([owner])).seal(owner, value, { pseudonym }, place);
}

const read = async (ring: KeyRing, field: SealedField, reader: 'anyone' | 'entitled' = 'anyone', at = place) =>
  (await ring.opener([field.key], reader))(field, at);

describe('the keys of persons', () => {
  it('open what was sealed, in this process and in another, and never seal it alike twice', async () => {
    const [one, two] = [newRing(), newRing()];
    const first = await seal(one, texts, 'what was said');
    const second = await seal(two, texts, 'what was said');
    expect(second.key).toBe(first.key);
    expect(second.sealed).not.toBe(first.sealed);
    for (const ring of [one, two, newRing()]) {
      expect(await read(ring, first)).toEqual({ value: 'what was said' });
      expect(await read(ring, second)).toEqual({ value: 'what was said' });
    }
    expect((await seal(one, identity, 'x')).key).not.toBe(first.key);
  });

  it('are one for each owner, however many ask for it at once', async () => {
    const rings = [newRing(), newRing()];
    const sealed = await Promise.all(
      Array.from({ length: 60 }, (_, i) => seal(rings[i % 2] ?? newRing(), i % 3 === 0 ? other : texts, String(i))),
    );
    expect(new Set(sealed.map(({ key }) => key)).size).toBe(2);
    for (const [i, field] of sealed.entries()) expect(await read(newRing(), field)).toEqual({ value: String(i) });
  });

  it('are good for one place, one pseudonym and every byte', async () => {
    const ring = newRing();
    const field = await seal(ring, texts, 'what was said', 'joined');
    const everyByteChanged = [...Buffer.from(field.sealed, 'base64url').keys()].map((i) => {
      const bytes = Buffer.from(field.sealed, 'base64url');
      bytes.writeUInt8(bytes.readUInt8(i) ^ 1, i);
      return [{ ...field, sealed: bytes.toString('base64url') }, place] as const;
    });
    const [a, b] = [await seal(ring, other, 'a'), await seal(ring, texts, 'b')];
    for (const [tampered, at] of [
      [field, { ...place, stream: 'case-L-2' }],
      [field, { ...place, type: 'NoteCorrected' }],
      [field, { ...place, schemaVersion: 2 }],
      [field, { ...place, path: 'suggestedAction' }],
      [{ ...field, pseudonym: 'another' }, place],
      [{ key: field.key, sealed: field.sealed }, place],
      ...everyByteChanged,
      [{ ...field, sealed: field.sealed.slice(0, 20) }, place],
      [{ ...b, key: a.key }, place],
    ] as const) {
      await ring.opener([a.key]);
      await expect(read(ring, tampered, 'anyone', at)).rejects.toThrow();
    }
    expect(await read(ring, field)).toEqual({ value: 'what was said' });
  });

  it('show nothing once they are blocked, but to who is entitled; and all again when they are not', async () => {
    const ring = newRing();
    const before = await seal(ring, texts, 'before');
    const number = await seal(ring, { name: 'number x', kind: 'number' }, 'of a recording');
    const elsewhere = await seal(ring, other, 'somebody else');
    await store.apply({ kind: 'block', personId: 'P-1', keyIds: [number.key] }, 7n);
    ring.forget();
    const after = await seal(ring, identity, 'after');
    for (const field of [before, number, after]) {
      expect(await read(ring, field)).toEqual({ hidden: 'blocked' });
      expect(await read(ring, field, 'entitled')).toMatchObject({ value: expect.any(String) });
    }
    expect(await read(ring, elsewhere)).toEqual({ value: 'somebody else' });
    expect(await store.blockedPersons()).toEqual(['P-1']);
    await store.apply({ kind: 'unblock', personId: 'P-1', keyIds: [number.key] }, 8n);
    ring.forget();
    for (const field of [before, number, after])
      expect(await read(ring, field)).toMatchObject({ value: expect.any(String) });
    expect(await store.position()).toBe(8n);
  });

  it('are gone when they are destroyed, from their files as well; a new one opens nothing of the old', async () => {
    const ring = newRing();
    const field = await seal(ring, texts, 'what was said');
    const stays = await seal(ring, other, 'somebody else');
    const [stored] = await store.find([field.key]);
    await store.apply({ kind: 'destroy', personId: 'P-1', keyIds: await store.ofPerson('P-1') }, 100n);
    ring.forget();
    expect(await read(ring, field)).toEqual({ hidden: 'erased' });
    expect(await read(ring, field, 'entitled')).toEqual({ hidden: 'erased' });
    expect(await read(ring, stays)).toEqual({ value: 'somebody else' });
    const again = await seal(ring, texts, 'of a new time');
    expect(await read(ring, again)).toEqual({ value: 'of a new time' });
    expect(await read(ring, field)).toEqual({ hidden: 'erased' });
    // Said once more, as after a restart: what came later is not touched.
    await store.apply({ kind: 'destroy', personId: 'P-1', keyIds: [field.key] }, 99n);
    expect(await store.position()).toBe(100n);
    expect(await read(newRing(), again)).toEqual({ value: 'of a new time' });
    if (POSTGRES_URL !== undefined) return;
    for (const name of readdirSync(join(folder, 'keys')))
      expect(readFileSync(join(folder, 'keys', name)).includes(stored?.wrapped ?? '?')).toBe(false);
  });

  it('are as the newest event says, in whatever order services come to them', async () => {
    await store.apply({ kind: 'block', personId: 'P-1', keyIds: [] }, 5n);
    await store.apply({ kind: 'block', personId: 'P-1', keyIds: [] }, 15n);
    // A service that lags behind.
    await store.apply({ kind: 'unblock', personId: 'P-1', keyIds: [] }, 10n);
    await store.apply({ kind: 'destroy', personId: 'P-1', keyIds: [] }, 12n);
    expect(await store.blockedPersons()).toEqual(['P-1']);
    await store.passed(14n);
    expect(await store.position()).toBe(15n);
    await store.rewind();
    expect(await store.position()).toBeUndefined();
    await store.apply({ kind: 'unblock', personId: 'P-1', keyIds: [] }, 10n);
    expect(await store.blockedPersons()).toEqual([]);
  });

  it('are found by person, and by case what was written about it', async () => {
    const ring = newRing();
    const keys: Record<string, string> = {};
    for (const owner of [texts, identity, other]) keys[owner.name] = (await seal(ring, owner, 'x')).key;
    const of = (...owners: Owner[]) => owners.map(({ name }) => keys[name]).sort();
    expect(await store.ofPerson('P-1')).toEqual(of(texts, identity));
    expect(await store.ofCase('L-1', 'texts')).toEqual(of(texts));
    expect(await store.ofCase('L-1', 'everything')).toEqual(of(texts, identity, other));
    expect(await store.ofCase('L-2', 'everything')).toEqual([]);
  });

  it('are wrapped anew under a new master key, and nothing that they sealed changes', async () => {
    const file = join(folder, 'master.key');
    const first = masterKeyIn(file);
    const ring = newRing(first);
    const field = await seal(ring, texts, 'what was said');
    for (let i = 0; i < 1_100; i++) await seal(ring, { name: `number ${i}`, kind: 'number' }, 'x');
    const added = addMasterKey(file);
    const both = masterKeyIn(file);
    expect(both.id).toBe(added);
    expect(both.ids).toEqual([added, first.id]);
    expect(await read(newRing(both), field)).toEqual({ value: 'what was said' });
    expect(await newRing(both).rewrap()).toBe(1_101);
    expect(await store.masters()).toEqual([added]);
    const [line = ''] = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, line);
    const newest = masterKeyIn(file);
    expect(await read(newRing(newest), field)).toEqual({ value: 'what was said' });
    await newRing(newest).assertMaster();
    await expect(newRing(first).assertMaster()).rejects.toThrow(`${added}, which is not among the master keys`);
  });

  it('under a master key that is not here yet are out of reach, and not gone; a file is read again', async () => {
    const file = join(folder, 'master.key');
    const running = newRing(masterKeyIn(file));
    const elsewhere = newRing(master);
    const field = await seal(elsewhere, texts, 'what was said');
    await expect(read(running, field)).rejects.toThrow(KeysAway);
    addMasterKey(file);
    const field2 = await seal(newRing(masterKeyIn(file)), identity, 'under the new one');
    expect(await read(running, field2)).toEqual({ value: 'under the new one' });
  });

  it('cannot be told from keys that are out of reach', async () => {
    const ring = newRing();
    const field = await seal(ring, texts, 'what was said');
    ring.forget();
    await store.close();
    await expect(read(ring, field)).rejects.toThrow(KeysAway);
    await expect(seal(ring, identity, 'x')).rejects.toThrow(KeysAway);
    store = new KeyStore(open());
  });
});

describe('a master key file', () => {
  it('is made for this user alone, once', () => {
    const file = join(folder, 'new', 'master.key');
    const { id } = masterKeyIn(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'new')).mode & 0o777).toBe(0o700);
    expect(masterKeyIn(file).id).toBe(id);
    addMasterKey(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}.${process.pid}`)).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['half a line', 'master-1'],
    ['a short key', `master-1 ${Buffer.alloc(16).toString('base64')}`],
    ['one name twice', `a ${Buffer.alloc(32).toString('base64')}\na ${Buffer.alloc(32, 1).toString('base64')}`],
  ])('is refused with %s in it, without being quoted', (_what, text) => {
    expect(() => parseMasterKeys(text, 'MASTER_KEY')).toThrow(/^MASTER_KEY (holds no|must hold one) master key/);
    expect(() => parseMasterKeys(text, 'MASTER_KEY')).not.toThrow(/AAAA|master-1/);
  });
});
