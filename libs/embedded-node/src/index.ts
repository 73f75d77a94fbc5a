/** A single-process node that speaks EventStoreDB's own protocol; see the README beside this folder. */
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { NodeOptions, ServingNode } from './serve';

export { backupStore } from './backup';
export { type FolderLock, lockFolder, runningNode } from './folder';
export { type NodeOptions, type ServingNode, serveNode } from './serve';
export { storeStats } from './stats';
export { verifyStore } from './verify';

/**
 * Starts a node in a thread of its own and resolves when it listens. Rejects where its folder or port cannot be had;
 * `onFailure` is told when it ends later by itself: what was not acknowledged by then may or may not be stored.
 */
export function startNode(options: NodeOptions, onFailure: (error: Error) => void): Promise<ServingNode> {
  const worker = new Worker(join(__dirname, 'worker.js'), { workerData: options });
  return new Promise((resolve, reject) => {
    let stopping: Promise<unknown> | undefined;
    worker.once('error', reject);
    worker.once('message', (port: number) => {
      worker.off('error', reject);
      worker.on('error', onFailure);
      worker.on('exit', () => {
        if (!stopping) onFailure(new Error('the embedded node has ended'));
      });
      resolve({
        port,
        stop: async () => {
          if (!stopping) {
            stopping = once(worker, 'exit');
            worker.postMessage('stop');
          }
          await stopping;
        },
      });
    });
  });
}
