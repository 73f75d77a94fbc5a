/** The node on its own: served, looked after, out of disk, locked out, and with a byte of its file changed. */
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { verifyStore } from '@embedded-node';
import { EventStoreDBClient, jsonEvent, UnavailableError } from '@eventstore/db-client';
import { status } from '@grpc/grpc-js';
import { endLoneNode, type LoneNode, runNodeCommand, startLoneNode } from '../../harness/lone-node';
import { temporaryFolder } from '../../harness/node';
import { events, numbers } from '../event-store/store-under-test';

/** Of nobody in particular; tests that run as root cannot be locked out of anything. */
const NOBODY = 65_534;

let folder: string;
let node: LoneNode;
let client: EventStoreDBClient;

beforeEach(async () => {
  folder = temporaryFolder();
  node = await startLoneNode({ folder: join(folder, 'store') });
  client = EventStoreDBClient.connectionString(node.url);
});

afterEach(async () => {
  await client.dispose();
  await endLoneNode(node, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const store = () => join(folder, 'store');

it('serves other programs, says beside its data where, and ends in good order', async () => {
  await client.appendToStream('a-1', events(1, 2, 3));
  expect(JSON.parse(readFileSync(join(store(), 'node.json'), 'utf8'))).toEqual({
    pid: node.process.pid,
    port: node.port,
  });
  const { code, output } = await runNodeCommand(['stats', store()]);
  expect(code).toBe(0);
  expect(output).toContain('3 events in 1 streams');
  expect(output).toContain(`served by process ${node.process.pid} on port ${node.port}`);
  expect(await endLoneNode(node, 'SIGTERM')).toBe(0);
  expect(existsSync(join(store(), 'node.json'))).toBe(false);
});

it('is backed up while it is written to', async () => {
  let writing = true;
  let written = 0;
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    while (writing) {
      await client.appendToStream(`s-${writer}`, events(written, written + 1));
      written += 2;
    }
  });
  while (written < 500) await new Promise((resolve) => setTimeout(resolve, 5));
  const before = written;
  const { code, output } = await runNodeCommand(['backup', store(), join(folder, 'copy')]);
  expect(output).toContain('events copied to');
  expect(code).toBe(0);
  writing = false;
  await Promise.all(writers);
  const copy = verifyStore(join(folder, 'copy'));
  expect(copy.faults).toEqual([]);
  expect(copy.events).toBeGreaterThanOrEqual(before);
  expect(copy.events).toBeLessThanOrEqual(written);
  const restored = await startLoneNode({ folder: join(folder, 'copy') });
  const other = EventStoreDBClient.connectionString(restored.url);
  expect((await numbers(other.readAll())).length).toBe(copy.events);
  await other.dispose();
  await endLoneNode(restored, 'SIGTERM');
  const again = await runNodeCommand(['backup', store(), join(folder, 'copy')]);
  expect(again).toMatchObject({ code: 1, output: expect.stringContaining('already') });
});

it('is one to a folder, and ends with its parent', async () => {
  await expect(startLoneNode({ folder: store() })).rejects.toThrow('is in use by another process');
  const exit = once(node.process, 'exit');
  node.process.disconnect();
  await exit;
  const next = await startLoneNode({ folder: store() });
  await endLoneNode(next, 'SIGTERM');
});

it('is unavailable to its clients when it is killed, and theirs again when it is back', async () => {
  await client.appendToStream('a-1', events(1));
  await endLoneNode(node, 'SIGKILL');
  await expect(numbers(client.readStream('a-1'))).rejects.toBeInstanceOf(UnavailableError);
  // The client asks first what the server can do, and passes that question's bare error on.
  await expect(client.appendToStream('a-1', events(2))).rejects.toMatchObject({ code: status.UNAVAILABLE });
  const [gone] = await once(client.subscribeToStream('a-1'), 'error');
  expect(gone).toBeInstanceOf(UnavailableError);
  node = await startLoneNode({ folder: store(), port: node.port });
  expect(await numbers(client.readStream('a-1'))).toEqual([1]);
});

it('names the event of which a byte of the file was changed, when it is read and when it is verified', async () => {
  await client.appendToStream('a-1', [
    ...events(1),
    jsonEvent({ type: 'marked', data: { number: 2, mark: 'a very particular text' } }),
    ...events(3),
  ]);
  await endLoneNode(node, 'SIGTERM');
  // From the log of the database into its file.
  verifyStore(store());
  for (const name of ['events.sqlite', 'events.sqlite-wal']) {
    const file = join(store(), name);
    const place = existsSync(file) ? readFileSync(file).indexOf('a very particular text') : -1;
    if (place < 0) continue;
    const descriptor = openSync(file, 'r+');
    writeSync(descriptor, 'A', place);
    closeSync(descriptor);
  }
  const { code, output } = await runNodeCommand(['verify', store()]);
  if (!output.includes('position 2 (stream a-1, revision 1)')) throw new Error(output);
  expect(code).toBe(1);
  node = await startLoneNode({ folder: store(), port: node.port });
  await expect(numbers(client.readStream('a-1', { fromRevision: 1n }))).rejects.toThrow(
    'the stored event at position 2 is damaged (stream a-1, revision 1)',
  );
  expect(await numbers(client.readStream('a-1', { fromRevision: 2n }))).toEqual([3]);
});

it('ends loudly when the disk is full, loses nothing acknowledged, and goes on when there is room', async () => {
  await endLoneNode(node, 'SIGTERM');
  node = await startLoneNode({ folder: store(), port: node.port, fileLimitKib: 2_048 });
  const ended = once(node.process, 'exit');
  let acknowledged = 0;
  const text = 'x'.repeat(10_000);
  try {
    for (;;) {
      await client.appendToStream('s-1', jsonEvent({ type: 't', data: { number: acknowledged, text } }));
      acknowledged += 1;
    }
  } catch {
    // The node is gone, or about to be.
  }
  await ended;
  expect(node.output()).toContain('the disk did not take a commit, the node ends');
  expect(acknowledged).toBeGreaterThan(20);
  node = await startLoneNode({ folder: store(), port: node.port });
  expect(verifyStore(store()).faults).toEqual([]);
  const found = await numbers(client.readStream('s-1'));
  expect(found.slice(0, acknowledged)).toEqual(Array.from({ length: acknowledged }, (_, i) => i));
  expect(found.length - acknowledged).toBeLessThanOrEqual(1);
  await client.appendToStream('s-1', events(1), { expectedRevision: BigInt(found.length - 1) });
});

it('says so where its folder cannot be written to, and leaves it as it is', async () => {
  await client.appendToStream('a-1', events(1));
  await endLoneNode(node, 'SIGTERM');
  const readOnly = join(folder, 'read-only');
  mkdirSync(readOnly, { mode: 0o555 });
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    chmodSync(folder, 0o755);
    chownSync(readOnly, NOBODY, NOBODY);
  }
  const as = isRoot ? { uid: NOBODY } : {};
  await expect(startLoneNode({ folder: readOnly, ...as })).rejects.toThrow(/the event store in \S+ cannot be opened: /);
  await expect(startLoneNode({ folder: join(readOnly, 'new'), ...as })).rejects.toThrow(/cannot be made: .*EACCES/);
  chmodSync(readOnly, 0o755);
  const next = await startLoneNode({ folder: readOnly, ...as });
  await endLoneNode(next, 'SIGTERM');
  expect(verifyStore(store())).toEqual({ events: 1, streams: 1, faults: [] });
});
