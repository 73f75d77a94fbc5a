import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PolicyBook } from './policy-book';

const SHIPPED = 'contracts/policies';

describe('the policy book', () => {
  let folder: string;
  const write = (name: string, content: unknown) => writeFileSync(join(folder, name), JSON.stringify(content));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'policies-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('binds a pack with the default below it, by content', () => {
    const book = PolicyBook.read([SHIPPED]);
    const bound = book.bind({ pack: 'branch@1' });
    expect(bound).toMatchObject([
      { layer: 'agency', ref: 'branch@1' },
      { layer: 'default', ref: 'default@1' },
    ]);
    expect(book.of(bound)).toMatchObject({ ref: 'branch@1', promises: { graceMinutes: 60 }, buckets: { days: 30 } });
    expect(book.of(book.bind({ pack: 'default@1' }))).toMatchObject({
      ref: 'default@1',
      promises: { graceMinutes: 0 },
    });
  });

  it('takes a pack of one’s own beside those shipped', () => {
    write('mine@3.json', { ref: 'mine@3', title: 'Mine', extends: 'default@1', promises: { graceMinutes: 5 } });
    const book = PolicyBook.read([SHIPPED, folder]);
    expect(book.of(book.bind({ pack: 'mine@3' })).promises.graceMinutes).toBe(5);
  });

  it('does not start with a known name that says something else', () => {
    const branch: object = JSON.parse(readFileSync(join(SHIPPED, 'branch@1.json'), 'utf8'));
    write('branch@1.json', branch);
    expect(() => PolicyBook.read([SHIPPED, folder])).not.toThrow();
    write('branch@1.json', { ...branch, promises: { graceMinutes: 1 } });
    expect(() => PolicyBook.read([SHIPPED, folder])).toThrow('branch@1 is known with another content');
  });

  it('does not start with a pack that is none, and names the file', () => {
    write('odd@1.json', { ref: 'odd@1', title: 'Odd', extends: 'default@1', mercy: true });
    expect(() => PolicyBook.read([SHIPPED, folder])).toThrow('odd@1.json: mercy is not known here');
    write('odd@1.json', { ref: 'odd@1', title: 'Odd', extends: 'default@1', promises: { graceMinutes: -1 } });
    expect(() => PolicyBook.read([SHIPPED, folder])).toThrow('odd@1.json: promises.graceMinutes must be >= 0');
    write('odd@1.json', { ref: 'even@1', title: 'Even', extends: 'default@1' });
    expect(() => PolicyBook.read([SHIPPED, folder])).toThrow('its ref is even@1');
  });

  it('does not judge by a pack that is not the one a case was bound to', () => {
    const book = PolicyBook.read([SHIPPED]);
    const [pack] = book.bind({ pack: 'branch@1' });
    expect(() => book.of([{ layer: 'agency', ref: 'branch@1', sha256: 'f'.repeat(64) }])).toThrow(
      'not here as the case is bound to it',
    );
    expect(() => book.bind({ pack: 'nobody@1' })).toThrow(expect.objectContaining({ code: 'unknown-policy' }));
    expect(pack?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  describe('once a case is bound to a pack', () => {
    const mine = { ref: 'mine@1', title: 'Mine', extends: 'default@1' };
    const read = () => PolicyBook.read([SHIPPED, folder], join(folder, 'bound.json'));

    beforeEach(() => {
      write('mine@1.json', mine);
      read().bind({ pack: 'mine@1' });
    });

    it('starts again with it, and with other packs changed that no case is bound to', () => {
      write('draft@1.json', { ...mine, ref: 'draft@1', title: 'Draft' });
      expect(read().bind({ pack: 'mine@1' })).toEqual(read().bind({ pack: 'mine@1' }));
      write('draft@1.json', { ...mine, ref: 'draft@1', title: 'Another draft' });
      expect(read).not.toThrow();
    });

    it('does not start with it changed or gone', () => {
      write('mine@1.json', { ...mine, promises: { graceMinutes: 7 } });
      expect(read).toThrow('policy pack mine@1 has changed since cases were bound to it');
      rmSync(join(folder, 'mine@1.json'));
      expect(read).toThrow('policy pack mine@1 is missing');
    });

    it('does not start with a list of what is bound that is none', () => {
      write('bound.json', [['mine@1', 'f'.repeat(64)]]);
      expect(read).toThrow('bound.json: is not a list of packs by name');
      write('bound.json', { 'mine@1': { sha256: 'f'.repeat(64) } });
      expect(read).toThrow('bound.json: is not a list of packs by name');
    });

    it('names a file that is no JSON', () => {
      writeFileSync(join(folder, 'bound.json'), '{');
      expect(read).toThrow('bound.json: ');
      writeFileSync(join(folder, 'odd@1.json'), '{');
      expect(read).toThrow('odd@1.json: ');
    });
  });
});
