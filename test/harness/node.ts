/** A real embedded node on a free port with a folder of its own, for tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServingNode, serveNode } from '@embedded-node';
import Database from 'libsql';
import { checksumOf } from '../../libs/embedded-node/src/record';

export interface TestNode {
  readonly folder: string;
  readonly url: string;
  readonly port: number;
  /** Stops the node and keeps its data. */
  stop(): Promise<void>;
  /** Starts it again on the same port and data. */
  start(): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'case-ledger-'));

export async function startTestNode(): Promise<TestNode> {
  const folder = temporaryFolder();
  const fail = (error: unknown): void => {
    throw error;
  };
  let node: ServingNode | undefined = await serveNode({ folder, port: 0 }, fail);
  const { port } = node;
  const stop = async () => {
    await node?.stop();
    node = undefined;
  };
  return {
    folder,
    port,
    url: `esdb://127.0.0.1:${port}?tls=false`,
    stop,
    start: async () => {
      node = await serveNode({ folder, port }, fail);
    },
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Changes the bytes of a stored event behind the node's back; `covered` makes its checksum right again, as somebody would
 * who knows of it. The node must be stopped.
 */
export function tamper(folder: string, revision: number, from: string, to: string, covered: boolean): void {
  const db = new Database(join(folder, 'events.sqlite'));
  const found = db.prepare(
    `SELECT e.position, s.name AS stream, e.type, e.record FROM event e JOIN stream s ON s.id = e.stream
     WHERE e.revision = ? AND s.name LIKE 'case-%'`,
  );
  const row = found.get([revision]) as { position: number; stream: string; type: string; record: ArrayBuffer };
  const record = Buffer.from(Buffer.from(row.record).toString('latin1').replace(from, to), 'latin1');
  const change = db.prepare('UPDATE event SET record = ? WHERE position = ?');
  change.run([record, row.position]);
  if (covered) {
    const { position, stream, type } = row;
    const checksum = checksumOf({ position, revision, stream, type }, record);
    db.prepare('UPDATE event SET checksum = ? WHERE position = ?').run([checksum, position]);
  }
  db.close();
}
