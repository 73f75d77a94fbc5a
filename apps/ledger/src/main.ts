/** Starts the service: the embedded node where no store is named, then HTTP. */
import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startNode } from '@embedded-node';
import { EventCodec, EventStore } from '@event-store';
import { Logger } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { KeyRing, KeyStore, KeysAway, openKeyFile, openKeySchema, pseudonymsUnder } from '@personal-data';
import { authenticatorOf } from './access/settings';
import { createApplication, serveDocs } from './application';
import { CaseStreams, REVIEWED_EVENTS } from './cases/case-streams';
import { PolicyBook, policyFolders } from './cases/policy-book';
import { SystemClock } from './clock';
import { type Config, firstSecret, masterKey, readConfig, signingKey } from './config';
import { PinoLogger } from './logging';
import { Erasures } from './persons/erasures';
import { KeyKeeper } from './persons/key-keeper';
import { Notary } from './process-managers/notary';
import { PromiseDeadlines } from './process-managers/promise-deadlines';
import { ContactLog } from './read-models/contact-log';
import { startProjector } from './read-models/projector';
import { CaseReviewer } from './reviews/case-reviewer';

const CLOSE_IDLE_MS = 50;
const KEYS_AGAIN_MS = 2_000;
const LEVEL_MS = 5_000;

/** A command waits for the store no longer than this. */
const LONGEST_REQUEST_MS = 20_000;

interface OpenStore {
  readonly url: string;
  close(): Promise<void>;
}

/** What nobody can repair from inside ends the process; whoever runs it starts it again. */
function fail(error: unknown): never {
  process.stderr.write(`case ledger: ${error instanceof Error ? error.message : 'start failed'}\n`);
  process.exit(1);
}

async function openStore({ eventStoreUrl, embeddedNodePort, dataDir }: Config): Promise<OpenStore> {
  if (eventStoreUrl) return { url: eventStoreUrl, close: async () => undefined };
  const node = await startNode({ folder: join(dataDir, 'events'), port: embeddedNodePort }, fail);
  return { url: `esdb://127.0.0.1:${node.port}?tls=false`, close: () => node.stop() };
}

/** Of a store that is empty; throws where it is not, for its secret is somewhere else. */
async function newSecret(url: string, dataDir: string): Promise<string> {
  const store = EventStore.connect(url, new EventCodec(pseudonymsUnder('')));
  const isEmpty = (await store.head()) === undefined;
  await store.close();
  return firstSecret(dataDir, isEmpty);
}

const openKeys = ({ databaseUrl, dataDir }: Config): KeyStore =>
  new KeyStore(databaseUrl === undefined ? openKeyFile(join(dataDir, 'keys')) : openKeySchema(databaseUrl));

/** Whether there are keys already, whose master key must not be made anew. While nobody can tell, it is waited for. */
const hasKeys = (keys: KeyStore): Promise<boolean> => patiently(async () => !(await keys.isEmpty()));

/** Throws where there is a key that nobody here can unwrap; wraps the rest under the newest master key. */
async function wrapAnew(ring: KeyRing): Promise<void> {
  await patiently(() => ring.assertMaster());
  await patiently(() => ring.rewrap());
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof KeysAway)) throw error;
      process.stderr.write(`case ledger: ${error.message}; it is tried again\n`);
      await wait(KEYS_AGAIN_MS);
    }
  }
}

/** Returns where it listens; says which port is taken. */
async function listen(app: NestFastifyApplication, { host, port }: Config): Promise<string> {
  await app.init();
  try {
    return await app.getHttpAdapter().getInstance().listen({ host, port });
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw taken ? new Error(`PORT ${port} is in use on ${host}`) : error;
  }
}

/** Requests under way are answered; connections that only wait for the next one must not hold up the end. */
async function drain(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpServer();
  const idle = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_MS);
  const patience = setTimeout(() => server.closeAllConnections(), LONGEST_REQUEST_MS);
  await app.close();
  clearInterval(idle);
  clearTimeout(patience);
}

async function main(): Promise<void> {
  // What the environment says already wins over the file.
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const opened = await openStore(config);
  const ledgerSecret = config.ledgerSecret ?? (await newSecret(opened.url, config.dataDir));
  const keys = openKeys(config);
  const ring = new KeyRing(keys, masterKey(config.masterKey, await hasKeys(keys)));
  await wrapAnew(ring);
  const pseudonym = pseudonymsUnder(ledgerSecret);
  const codec = new EventCodec(pseudonym, ring);
  const store = EventStore.connect(opened.url, codec);
  const cases = new CaseStreams(store);
  const others = new CaseStreams(store, REVIEWED_EVENTS);
  const forget = (): void => {
    ring.forget();
    cases.forget();
    others.forget();
  };
  const keeper = new KeyKeeper({ store, keys, forget, fail, logger: new Logger('KeyKeeper') });
  const policies = PolicyBook.read(policyFolders(config.policyDir), join(config.dataDir, 'bound-policies.json'));
  const projector = startProjector(
    {
      storeUrl: opened.url,
      secret: ledgerSecret,
      packs: policies.packs,
      databaseUrl: config.databaseUrl,
      folder: join(config.dataDir, 'read-models'),
      feedDays: config.feedDays,
    },
    new PinoLogger(config.logLevel).pino.child({ context: 'ReadModels' }),
    fail,
  );
  const { readModels } = projector;
  const signer = signingKey(config.checkpoints);
  const clock = new SystemClock();
  const notary = new Notary({
    store,
    clock,
    signer,
    settings: config.checkpoints,
    logger: new Logger('Notary'),
  });
  const signing = notary;
  const app = await createApplication({
    ...{ config, ledgerSecret, pseudonym, keys, keeper, cases, store, codec, clock, policies, readModels, signing },
    authenticator: authenticatorOf(config.access),
  });
  serveDocs(app);
  const deadlines = new PromiseDeadlines({
    commands: app.get(CommandBus),
    readModels,
    clock,
    logger: new Logger('PromiseDeadlines'),
  });
  const reviewer = new CaseReviewer({
    ...{ cases, others, policies, readModels, pseudonym, clock },
    contactLog: app.get(ContactLog),
    logger: new Logger('CaseReviewer'),
  });
  const erasures = new Erasures({ commands: app.get(CommandBus), keys, logger: new Logger('Erasures') });
  const stop = async () => {
    await deadlines.stop();
    await erasures.stop();
    await notary.stop();
    await reviewer.stop();
    await drain(app);
    await projector.stop();
    await keeper.stop();
    await store.close();
    await keys.close();
    await opened.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop().catch(fail));
  // Nobody is answered before whoever is blocked or erased is so; that takes a moment, unless the store is away.
  await Promise.race([keeper.start(), wait(LEVEL_MS, undefined, { ref: false })]);
  const url = await listen(app, config);
  reviewer.start();
  if (config.processManagers) {
    deadlines.start();
    erasures.start();
    notary.start();
  }
  if (config.access.issuer === undefined)
    process.stderr.write(
      'NOBODY IS AUTHENTICATED: whoever can reach this address may do everything. Set OIDC_ISSUER.\n',
    );
  if (config.access.issuer === 'dev')
    process.stderr.write('TOKENS FOR LOCAL WORK ARE TRUSTED: whoever has their key may do everything.\n');
  process.stdout.write(`case ledger listens on ${url}, documentation at ${url}/docs\n`);
}

main().catch(fail);
