/** The thread that {@link startProjector} starts. */
import { parentPort, workerData } from 'node:worker_threads';
import { EventCodec, EventStore } from '@event-store';
import { pseudonymsUnder } from '@personal-data';
import { type Database, Engine, type EngineLog, openEmbedded, openPostgres, serveDatabase } from '@read-models';
import { PolicyBook } from '../cases/policy-book';
import { projectionsWith } from './projections';
import type { ProjectorData, ProjectorMessage } from './projector';

const say = (message: ProjectorMessage): void => parentPort?.postMessage(message);

const logged =
  (log: keyof EngineLog) =>
  (entry: object): void =>
    say({ log, entry });

async function main({ storeUrl, secret, packs, databaseUrl, folder, feedDays, port }: ProjectorData): Promise<void> {
  const policies = PolicyBook.withPacks(packs);
  const database: Database = databaseUrl === undefined ? await openEmbedded({ folder }) : openPostgres(databaseUrl);
  const store = EventStore.connect(storeUrl, new EventCodec(pseudonymsUnder(secret)));
  const engine = new Engine({
    database,
    store,
    projections: projectionsWith({ policies }),
    now: Date.now,
    policyOf: policies.of,
    feedDays,
    told: (told) => {
      if (told.length > 0) say({ told });
    },
    log: { info: logged('info'), warn: logged('warn'), error: logged('error') },
  });
  if (databaseUrl === undefined) serveDatabase(database, port);
  engine.start();
  const stop = async (): Promise<void> => {
    await engine.stop();
    await store.close();
    await database.close();
    say({ stopped: true });
  };
  parentPort?.on('message', (message: 'poke' | 'stop') => {
    if (message === 'poke') engine.poke();
    else void stop();
  });
}

main(workerData as ProjectorData).catch((error: unknown) =>
  say({ failed: error instanceof Error ? error.message : 'the read models did not start' }),
);
