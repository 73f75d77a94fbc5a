import fc from 'fast-check';
import { type ChainedEvent, FIRST_HASH, hashOf } from './chain';
import type { Checkpoint } from './checkpoint';
import { LogVerifier, leafOf } from './log';
import { Tree } from './merkle';

/** So many events of a few streams, each chained to the one before it in its stream. */
function written(count: number): readonly ChainedEvent[] {
  const tails = new Map<string, { revision: number; hash: string }>();
  return Array.from({ length: count }, (_, i) => {
    const stream = `case-${(i * 7) % 4}`;
    const tail = tails.get(stream) ?? { revision: -1, hash: FIRST_HASH };
    const event: ChainedEvent = {
      stream,
      revision: tail.revision + 1,
      id: `id-${i}`,
      type: 'NoteTaken',
      data: { text: `what was said, number ${i}` },
      metadata: { recordedAt: i, previousHash: tail.hash },
    };
    tails.set(stream, { revision: event.revision, hash: hashOf(event) });
    return event;
  });
}

const LOG = written(24);
const TREE = new Tree(LOG.map(leafOf));
const checkpoint = (size: number): Checkpoint => ({ origin: 'ledger', size, root: TREE.root(size) });
const held = [checkpoint(10), checkpoint(24)];

function verify(events: readonly ChainedEvent[], checkpoints = held, leafAt?: (index: number) => Buffer | undefined) {
  const verifier = new LogVerifier(checkpoints, leafAt);
  for (const event of events) {
    const fault = verifier.add(event);
    if (fault) return fault;
  }
  return verifier.end();
}

/** As somebody would write it who rewrites all that follows in the stream as well, so that its chain holds. */
function rechained(events: readonly ChainedEvent[]): readonly ChainedEvent[] {
  const tails = new Map<string, { revision: number; hash: string }>();
  return events.map((event) => {
    const tail = tails.get(event.stream) ?? { revision: -1, hash: FIRST_HASH };
    const metadata = { ...(event.metadata as object), previousHash: tail.hash };
    const again = { ...event, revision: tail.revision + 1, metadata };
    tails.set(event.stream, { revision: again.revision, hash: hashOf(again) });
    return again;
  });
}

const places = fc.nat(LOG.length - 1);
const tampered = fc.oneof(
  fc
    .tuple(places, fc.constantFrom('data', 'id', 'type', 'metadata', 'stream'))
    .map(([at, field]) =>
      LOG.map((event, i) =>
        i === at
          ? { ...event, [field]: field === 'metadata' ? { ...(event.metadata as object), recordedAt: -1 } : 'changed' }
          : event,
      ),
    ),
  places.map((at) => LOG.filter((_, i) => i !== at)),
  fc
    .tuple(places, places)
    .map(([at, from]) => [...LOG.slice(0, at), { ...LOG[from], id: 'invented' } as ChainedEvent, ...LOG.slice(at)]),
  fc
    .tuple(places, places)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => LOG.map((event, i) => (i === a ? LOG[b] : i === b ? LOG[a] : event) as ChainedEvent)),
  fc.nat(LOG.length - 1).map((length) => LOG.slice(0, length)),
);

describe('the log of all events', () => {
  it('holds where nothing was changed, with more behind the last checkpoint as well', () => {
    expect(verify(LOG)).toBeUndefined();
    expect(verify(written(30))).toBeUndefined();
    expect(verify(LOG, [])).toBeUndefined();
  });

  it('never holds where one event was changed, removed, added or moved, or the end is missing', () => {
    fc.assert(
      fc.property(tampered, (events) => {
        expect(verify(events)).toBeDefined();
      }),
      { numRuns: 1_000 },
    );
  });

  it('does not hold either where all that follows was rewritten to fit', () => {
    fc.assert(
      fc.property(tampered, (events) => {
        expect(verify(rechained(events))).toBeDefined();
      }),
      { numRuns: 1_000 },
    );
  });

  it('names the event, where it was written down what was signed for', () => {
    const leaves = LOG.map(leafOf);
    const changed = rechained(LOG.map((event, i) => (i === 13 ? { ...event, data: 'changed' } : event)));
    expect(verify(changed)).toMatchObject({
      index: 10,
      reason: 'one of the events 10 to 23 of the log is not the one that was signed for',
    });
    expect(verify(changed, held, (index) => leaves[index])).toMatchObject({
      index: 13,
      stream: LOG[13]?.stream,
      revision: LOG[13]?.revision,
    });
  });

  it('cannot tell what became of events behind the last checkpoint that is held, if all was rewritten to fit', () => {
    const changed = rechained(LOG.map((event, i) => (i === 20 ? { ...event, data: 'changed' } : event)));
    expect(verify(changed, [checkpoint(10)])).toBeUndefined();
  });
});
