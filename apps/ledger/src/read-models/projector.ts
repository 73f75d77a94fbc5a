/**
 * The projector: the engine of the read models in a thread of its own, so that no batch of it delays a command. Where the
 * database is embedded it lives in that thread as well, and this one asks it through messages.
 */
import { join } from 'node:path';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { type EngineLog, openPostgres, RemoteDatabase, Tail, type Told } from '@read-models';
import type { Pack } from '../cases/policy-book';
import { ReadModels } from './read-models';

/**
 * It needs a third of this, however many events there are; without a bound, what is not needed any more is kept until the
 * machine is full.
 */
const MOST_HEAP_MB = 1_024;

export interface ProjectorSettings {
  readonly storeUrl: string;
  readonly secret: string;
  /** As the service itself has read them: what is judged in both threads is judged by the same. */
  readonly packs: readonly Pack[];
  /** Undefined where the database is embedded. */
  readonly databaseUrl: string | undefined;
  /** Of the embedded database. */
  readonly folder: string;
  readonly feedDays: number;
}

/** What the thread is started with. */
export interface ProjectorData extends ProjectorSettings {
  /** Where its database is asked; only an embedded one is. */
  readonly port: MessagePort;
}

/** What it says, beside what it is asked. */
export type ProjectorMessage =
  | { readonly log: keyof EngineLog; readonly entry: object }
  | { readonly told: readonly Told[] }
  | { readonly failed: string }
  | { readonly stopped: true };

export interface Projector {
  readonly readModels: ReadModels;
  stop(): Promise<void>;
}

/** Starts the thread; `fail` is called once where it ends without having been stopped. */
export function startProjector(settings: ProjectorSettings, log: EngineLog, fail: (error: Error) => void): Projector {
  const { port1, port2 } = new MessageChannel();
  const workerData: ProjectorData = { ...settings, port: port2 };
  const worker = new Worker(join(__dirname, 'projector-thread.js'), {
    workerData,
    transferList: [port2],
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  });
  const { databaseUrl } = settings;
  const database = databaseUrl === undefined ? new RemoteDatabase(port1) : openPostgres(databaseUrl);
  const tail = new Tail();
  let stopping = false;
  const stopped = new Promise<void>((resolve) => {
    worker.on('message', (message: ProjectorMessage) => {
      if ('told' in message) tail.take(message.told);
      else if ('log' in message) log[message.log](message.entry);
      else if ('failed' in message) fail(new Error(message.failed));
      else resolve();
    });
    worker.once('exit', () => {
      if (!stopping) fail(new Error('the thread of the read models ended'));
      resolve();
    });
  });
  worker.once('error', fail);
  return {
    readModels: new ReadModels(database, () => worker.postMessage('poke'), tail),
    stop: async () => {
      stopping = true;
      await database.close();
      worker.postMessage('stop');
      await stopped;
      await worker.terminate();
    },
  };
}
