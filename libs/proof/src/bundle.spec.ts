import Ajv from 'ajv';
import fc from 'fast-check';
import {
  type BundleFiles,
  CHECKPOINT,
  checkBundle,
  EARLIER,
  EarlierLog,
  eventsFile,
  MANIFEST,
  ProvedEvent,
  provedLines,
  sealed,
} from './bundle';
import { FIRST_HASH, hashOf } from './chain';
import { signCheckpoint } from './checkpoint';
import { leafOf } from './log';
import { Tree } from './merkle';
import { CheckpointData } from './record';
import { newSignerKey } from './signed-note';

const signer = newSignerKey('ledger/tests');

/** Of two streams in turn, in one log. */
function written(count: number) {
  const tails = new Map<string, string>();
  return Array.from({ length: count }, (_, i) => {
    const stream = i % 3 === 2 ? 'recording-r' : 'case-c';
    const revision = i % 3 === 2 ? Math.floor(i / 3) : i - Math.floor(i / 3);
    const metadata = { previousHash: tails.get(stream) ?? FIRST_HASH };
    const event = { stream, revision, id: `id-${i}`, type: 'NoteTaken', data: { text: `said ${i}` }, metadata };
    tails.set(stream, hashOf(event));
    return event;
  });
}

const LOG = written(17);
const TREE = new Tree(LOG.map(leafOf));
const proved = (stream: string): readonly ProvedEvent[] =>
  LOG.map((event, index) => ({
    index,
    proof: TREE.inclusionProof(index).map((hash) => hash.toString('base64')),
    event,
  })).filter(({ event }) => event.stream === stream);
const note = signCheckpoint(TREE.size, TREE.root(), signer);
const bytes = (text: string) => Buffer.from(text);
/** What leads from the logs of 1, 2, 3 … events to the whole of it, as a ledger writes it down. */
const earlier = (tree: Tree): string =>
  earlierFrom(
    tree,
    Array.from({ length: tree.size - 1 }, (_, i) => i + 1),
  );
const earlierFrom = (tree: Tree, sizes: readonly number[]): string =>
  provedLines(
    sizes.map((size) => ({ size, proof: tree.consistencyProof(size).map((hash) => hash.toString('base64')) })),
  );
const plain: BundleFiles = new Map([
  [EARLIER, bytes(earlier(TREE))],
  [eventsFile('case-c'), bytes(provedLines(proved('case-c')))],
  [eventsFile('recording-r'), bytes(provedLines(proved('recording-r')))],
  [CHECKPOINT, bytes(note)],
  ['audit-trail.json', bytes('{"entries":[]}')],
]);
const bundle = sealed(plain, signer);
const check = (files: BundleFiles, held: readonly string[] = []) => checkBundle(files, signer.verifier, held);
const withFile = (name: string, text: string): BundleFiles => new Map([...bundle, [name, bytes(text)]]);

/** The lines of the case's events, changed. */
const tampered = fc.oneof(
  fc
    .tuple(fc.nat(11), fc.constantFrom('said', 'id-', 'NoteTaken', 'previousHash'))
    .map(([at, what]) => lines().map((line, i) => (i === at ? line.replace(what, 'other') : line))),
  fc.nat(11).map((at) => lines().filter((_, i) => i !== at)),
  fc
    .tuple(fc.nat(11), fc.nat(11))
    .map(([at, from]) => [...lines().slice(0, at), lines()[from] ?? '', ...lines().slice(at)]),
  fc
    .tuple(fc.nat(11), fc.nat(11))
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => lines().map((line, i) => (i === a ? lines()[b] : i === b ? lines()[a] : line) ?? '')),
  fc.nat(11).map((length) => lines().slice(0, length)),
);
const lines = (): string[] => provedLines(proved('case-c')).split('\n').slice(0, -1);
const joined = (changed: readonly string[]): string => changed.map((line) => `${line}\n`).join('');

describe('an evidence bundle', () => {
  it('holds as it was sealed, and says what it is about', () => {
    expect(check(bundle, [note])).toMatchObject({ events: 17, streams: 2, checkpoint: { size: 17 }, faults: [] });
  });

  it('never holds with one event changed, removed, added or moved, or with the end missing', () => {
    fc.assert(
      fc.property(tampered, (changed) => {
        expect(check(withFile(eventsFile('case-c'), joined(changed))).faults.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it('nor where whoever has the signing key lists what was changed, unless events are left out at the end', () => {
    fc.assert(
      fc.property(tampered, (changed) => {
        const resealed = sealed(new Map([...plain, [eventsFile('case-c'), bytes(joined(changed))]]), signer);
        const isCutShort = changed.every((line, i) => line === lines()[i]);
        expect(check(resealed, [note]).faults.length > 0 || isCutShort).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('names the event', () => {
    const changed = lines().map((line, i) => (i === 4 ? line.replace('said', 'sung') : line));
    expect(check(withFile(eventsFile('case-c'), joined(changed))).faults[0]).toMatchObject({
      stream: 'case-c',
      revision: 4,
    });
  });

  it.each([
    ['a file that was changed', withFile('audit-trail.json', '{}'), 'audit-trail.json', 'it was changed'],
    ['a file that was added', withFile('more.txt', ''), 'more.txt', 'it is not in the signed list: it was added'],
    [
      'a file that is missing',
      new Map([...bundle].filter(([name]) => name !== 'audit-trail.json')),
      'audit-trail.json',
      'it is missing',
    ],
    [
      'a list that was changed',
      withFile(
        MANIFEST,
        `${Buffer.from(bundle.get(MANIFEST) ?? [])
          .toString()
          .replace('audit', 'Audit')}`,
      ),
      MANIFEST,
      'the signature of ledger/tests does not hold',
    ],
    [
      'a line that is no event',
      withFile(eventsFile('case-c'), '{}\n'),
      eventsFile('case-c'),
      'the line is no event with its proof',
    ],
  ])('does not hold with %s', (_what, files, file, reason) => {
    expect(check(files).faults).toContainEqual(expect.objectContaining({ file, reason }));
  });

  it('is about a case, and about that which was asked for', () => {
    expect(checkBundle(bundle, signer.verifier, [], 'case-c').faults).toEqual([]);
    expect(checkBundle(bundle, signer.verifier, [], 'case-d').faults).toMatchObject([{ file: 'events/case-d.ndjson' }]);
    const of = (...names: readonly string[]) =>
      sealed(new Map([...plain].filter(([name]) => names.includes(name))), signer);
    expect(check(of(CHECKPOINT, eventsFile('recording-r'))).faults).toMatchObject([
      { reason: 'there is no event of the case in it' },
    ]);
  });

  it('is no other ledger’s, and no other log’s than that of a checkpoint that is held', () => {
    const other = newSignerKey('ledger/tests');
    expect(checkBundle(bundle, other.verifier).faults.length).toBeGreaterThan(1);
    const forked = signCheckpoint(TREE.size, TREE.root(3), signer);
    expect(check(bundle, [forked]).faults).toMatchObject([{ file: CHECKPOINT }]);
  });

  it('is compared with every checkpoint that is held: none is older than a rewriting of what it covers', () => {
    const held = Array.from({ length: TREE.size }, (_, i) => signCheckpoint(i + 1, TREE.root(i + 1), signer));
    expect(check(bundle, held)).toMatchObject({ compared: 17, uncompared: [], faults: [] });

    // Whoever has the key rewrote one event, and signed for all of it anew.
    const rewritten = LOG.map((event, i) => (i === 5 ? { ...event, data: { text: 'never said' } } : event));
    const tree = new Tree(rewritten.map(leafOf));
    const files = sealed(
      new Map([
        [EARLIER, bytes(earlier(tree))],
        [CHECKPOINT, bytes(signCheckpoint(tree.size, tree.root(), signer))],
      ]),
      signer,
    );
    const found = held.filter((one) => check(files, [one]).faults.some(({ file }) => file === CHECKPOINT));
    expect(found).toEqual(held.slice(5));
  });

  it('says with which it cannot be compared: newer ones, and those from which nothing in it leads here', () => {
    const newer = signCheckpoint(TREE.size + 1, TREE.root(), signer);
    expect(check(bundle, [newer])).toMatchObject({ compared: 0, uncompared: [18], faults: [] });
    const without = sealed(new Map([...plain].filter(([name]) => name !== EARLIER)), signer);
    const older = signCheckpoint(4, TREE.root(4), signer);
    expect(check(without, [older])).toMatchObject({ compared: 0, uncompared: [4], faults: [] });

    // Whoever makes a bundle has no say in it: two that are held may be of two logs, and none stands for the other.
    const held = [2, 9].map((size) => signCheckpoint(size, TREE.root(size), signer));
    const only = (size: number) => sealed(new Map([...plain, [EARLIER, bytes(earlierFrom(TREE, [size]))]]), signer);
    expect(check(only(2), held)).toMatchObject({ compared: 1, uncompared: [9], faults: [] });
    expect(check(only(9), held)).toMatchObject({ compared: 1, uncompared: [2], faults: [] });
  });
});

it.each(Object.entries({ ProvedEvent, EarlierLog, CheckpointData }))(
  'what %s is checked by is a schema',
  (_name, schema) => {
    const ajv = new Ajv({ strict: true });
    expect([ajv.validateSchema(schema), ajv.errors]).toEqual([true, null]);
  },
);
