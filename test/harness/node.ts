/** A real embedded node on a free port with a folder of its own, for tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServingNode, serveNode } from '@embedded-node';

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
