import { Tail, type Told } from './tail';

const told = (cursor: number, projection = 'case-standing'): Told => ({
  projection,
  cursor: BigInt(cursor),
  key: `C-${cursor}`,
  kind: 'upsert',
  value: { cursor },
  cause: { position: String(cursor) },
  at: '2026-11-10T12:00:00.000Z',
});

const cursors = (tail: Tail, after: bigint, limit = 10) =>
  tail.after('case-standing', after, limit)?.map(({ cursor }) => Number(cursor));

it('gives what follows a cursor, and nothing where that is not held', () => {
  const tail = new Tail();
  tail.take([told(5), told(6), told(7)]);
  expect(cursors(tail, 4n)).toEqual([5, 6, 7]);
  expect(cursors(tail, 5n, 1)).toEqual([6]);
  expect(cursors(tail, 7n)).toBeUndefined();
  expect(cursors(tail, 3n)).toBeUndefined();
  expect(tail.after('tone-history', 0n, 1)).toBeUndefined();
  expect(tail.newest('case-standing')).toBe(7n);
});

it('forgets what came before a gap, as when another service led in between', () => {
  const tail = new Tail();
  tail.take([told(5), told(6)]);
  tail.take([told(9)]);
  expect(cursors(tail, 6n)).toBeUndefined();
  expect(cursors(tail, 8n)).toEqual([9]);
});

it('holds the newest of each feed only', () => {
  const tail = new Tail();
  for (let cursor = 1; cursor <= 5_000; cursor++) tail.take([told(cursor), told(cursor, 'tone-history')]);
  expect(cursors(tail, 10n)).toBeUndefined();
  expect(cursors(tail, 4_998n)).toEqual([4_999, 5_000]);
});
