/** The node's thread: fsync and protocol work stay off the service's event loop. */
import { parentPort, workerData } from 'node:worker_threads';
import { type NodeOptions, serveNode } from './serve';

async function main(): Promise<void> {
  // Thrown outside any promise, so that the thread ends with it and the process is told.
  const fail = (error: unknown) =>
    setImmediate(() => {
      throw error;
    });
  const node = await serveNode(workerData as NodeOptions, fail);
  parentPort?.on('message', async () => {
    await node.stop();
    parentPort?.close();
  });
  parentPort?.postMessage(node.port);
}

void main();
