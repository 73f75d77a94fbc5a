/** Whatever comes in at the socket, the node stays up, answers others, and does not grow without bound. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { connect as connectHttp2 } from 'node:http2';
import { connect, type Socket } from 'node:net';
import { EventStoreDBClient } from '@eventstore/db-client';
import { endLoneNode, type LoneNode, startLoneNode } from '../../harness/lone-node';
import { temporaryFolder } from '../../harness/node';
import { events, fresh, numbers } from '../event-store/store-under-test';

const folder = temporaryFolder();
let node: LoneNode;
let client: EventStoreDBClient;
const sockets: Socket[] = [];

beforeAll(async () => {
  node = await startLoneNode({ folder });
  client = EventStoreDBClient.connectionString(node.url);
});

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

afterAll(async () => {
  await client.dispose();
  await endLoneNode(node, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function open(): Promise<Socket> {
  const socket = connect(node.port, '127.0.0.1');
  socket.on('error', () => undefined);
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
}

/** Resident memory of the node's process in MB; 0 where the system does not tell. */
function memory(): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${node.process.pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}

async function expectService(): Promise<void> {
  const stream = fresh();
  await client.appendToStream(stream, events(1, 2));
  expect(await numbers(client.readStream(stream))).toEqual([1, 2]);
}

const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
/** A frame of HTTP/2: length, type, flags, stream, payload. */
const frame = (type: number, flags: number, stream: number, payload: Buffer, length = payload.length): Buffer =>
  Buffer.concat([
    Buffer.from([length >> 16, (length >> 8) & 255, length & 255, type, flags, 0, 0, 0, stream]),
    payload,
  ]);
const SETTINGS = frame(4, 0, 0, Buffer.alloc(0));

it.each<[string, () => Buffer]>([
  ['random bytes', () => randomBytes(64 * 1024)],
  ['HTTP/1', () => Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')],
  ['a preface and random bytes', () => Buffer.concat([PREFACE, randomBytes(64 * 1024)])],
  ['half a frame', () => Buffer.concat([PREFACE, SETTINGS, frame(1, 4, 1, Buffer.alloc(10), 5_000)])],
  ['a frame larger than allowed', () => Buffer.concat([PREFACE, SETTINGS, frame(0, 0, 1, Buffer.alloc(0), 0xffffff)])],
  ['frames of unknown kinds', () => Buffer.concat([PREFACE, SETTINGS, frame(200, 255, 0, randomBytes(100))])],
  ['headers that do not decode', () => Buffer.concat([PREFACE, SETTINGS, frame(1, 4, 1, randomBytes(500))])],
  [
    'a thousand pings',
    () => Buffer.concat([PREFACE, SETTINGS, ...Array.from({ length: 1_000 }, () => frame(6, 0, 0, randomBytes(8)))]),
  ],
])('stays up under %s', async (_what, bytes) => {
  for (let i = 0; i < 5; i++) {
    const socket = await open();
    socket.write(bytes());
  }
  await expectService();
  for (const socket of sockets) socket.end();
  await expectService();
});

it('stays up under a thousand idle connections, half of them silent in the middle of a frame', async () => {
  for (let i = 0; i < 1_000; i += 100) {
    const opened = await Promise.all(Array.from({ length: 100 }, open));
    for (const socket of opened.slice(50)) socket.write(Buffer.concat([PREFACE, SETTINGS, Buffer.from([0, 4])]));
  }
  await expectService();
  expect(memory()).toBeLessThan(400);
});

it('refuses huge names and huge events, and answers the next', async () => {
  const huge = 'x'.repeat(900_000);
  await expect(client.appendToStream(huge, events(1))).rejects.toThrow();
  await expect(client.appendToStream(fresh(), [{ ...events(1)[0], type: huge } as never])).rejects.toThrow();
  await expect(numbers(client.readStream(huge))).rejects.toThrow();
  await expectService();
});

/** Begins appends of half a megabyte each, sends most of them, and is gone. */
async function careless(): Promise<void> {
  const session = connectHttp2(`http://127.0.0.1:${node.port}`);
  session.on('error', () => undefined);
  const length = Buffer.alloc(5);
  length.writeUInt32BE(500_000, 1);
  const begun = Array.from({ length: 20 }, () => {
    const call = session.request({
      ':method': 'POST',
      ':path': '/event_store.client.streams.Streams/Append',
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    call.on('error', () => undefined);
    return new Promise<void>((resolve) => {
      call.once('close', resolve);
      call.write(Buffer.concat([length, Buffer.alloc(499_000)]), () => resolve());
    });
  });
  await Promise.all(begun);
  session.destroy();
}

it('does not keep what a caller never finishes', async () => {
  for (let round = 0; round < 20; round++) await careless();
  await expectService();
  // 200 MB were begun; a node that kept them would be well beyond this.
  expect(memory()).toBeLessThan(400);
});
