/** The service in this process, on a real node, with a clock that tests can set; spoken to over HTTP only. */
import type { Server } from 'node:http';
import { join } from 'node:path';
import { EventCodec, EventStore } from '@event-store';
import { Logger } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { KeyRing, KeyStore, openKeyFile } from '@personal-data';
import { newSignerKey } from '@proof';
import { type Database, Engine, Tail } from '@read-models';
import request from 'supertest';
import type { Authenticator } from '../../apps/ledger/src/access/authenticator';
import { createApplication } from '../../apps/ledger/src/application';
import { CaseStreams, REVIEWED_EVENTS } from '../../apps/ledger/src/cases/case-streams';
import { PolicyBook, policyFolders } from '../../apps/ledger/src/cases/policy-book';
import { Clock } from '../../apps/ledger/src/clock';
import { Erasures } from '../../apps/ledger/src/persons/erasures';
import { KeyKeeper } from '../../apps/ledger/src/persons/key-keeper';
import { Notary } from '../../apps/ledger/src/process-managers/notary';
import { PromiseDeadlines } from '../../apps/ledger/src/process-managers/promise-deadlines';
import type { FeedLimits } from '../../apps/ledger/src/read-models/changes';
import { ContactLog } from '../../apps/ledger/src/read-models/contact-log';
import { projectionsWith } from '../../apps/ledger/src/read-models/projections';
import { ReadModels } from '../../apps/ledger/src/read-models/read-models';
import { CaseReviewer } from '../../apps/ledger/src/reviews/case-reviewer';
import type { components } from '../../contracts/openapi';
import { TEST_MASTER, TEST_SECRET, testPseudonym } from './keys';
import { startTestNode, type TestNode } from './node';
import { newDatabase, type TestDatabase } from './read-models';

export type Schemas = components['schemas'];

/** A clock that stands still until it is set. */
export class TestClock extends Clock {
  #time: string;
  /** Told when it is set. */
  onSet: () => void = () => undefined;

  constructor(time: string) {
    super();
    this.#time = time;
  }

  get time(): string {
    return this.#time;
  }

  set time(time: string) {
    this.#time = time;
    this.onSet();
  }

  override now(): number {
    return Date.parse(this.#time);
  }
}

/** Of every ledger in tests. */
export const TEST_SIGNER = newSignerKey('ledger/tests');

/** A store that is gone says so at once; one that is only slow, beside other suites on a small machine, is waited for. */
const patient = { timeoutMs: 10_000, attempts: 2, pauseMs: 20, silenceMs: 10_000 };

interface TestSettings {
  readonly policyDir?: string;
  readonly sourceDir?: string;
  readonly requestsPerMinute?: number;
  readonly codec?: typeof EventCodec;
  /** Of services that share a store; of its own without. */
  readonly keys?: KeyStore;
  /** Nobody is authenticated without. */
  readonly authenticator?: Authenticator;
  readonly feedLimits?: FeedLimits;
}

/** What a caller is to try again after. */
const BUSY: ReadonlySet<unknown> = new Set(['read-model-behind', 'store-unavailable']);

export class TestLedger {
  private constructor(
    readonly node: TestNode,
    readonly clock: TestClock,
    readonly database: Database,
    readonly app: NestFastifyApplication,
    readonly readModels: ReadModels,
    readonly keys: KeyStore,
    /** Signs for nothing until it is started. */
    readonly notary: Notary,
    private readonly release: () => Promise<void>,
  ) {}

  /** Starts a service, on a node and a database of its own or on those given. */
  static async start(
    now = '2026-11-04T10:00:00.000Z',
    shared?: TestNode,
    sharedDatabase?: TestDatabase,
    {
      policyDir,
      sourceDir,
      authenticator,
      feedLimits,
      requestsPerMinute = 0,
      keys: sharedKeys,
      codec: Codec = EventCodec,
    }: TestSettings = {},
  ): Promise<TestLedger> {
    const node = shared ?? (await startTestNode());
    const base = sharedDatabase ?? (await newDatabase());
    const clock = new TestClock(now);
    const keys = sharedKeys ?? new KeyStore(openKeyFile(shared ? undefined : join(node.folder, 'keys')));
    const secret = TEST_SECRET;
    const pseudonym = testPseudonym;
    const ring = new KeyRing(keys, TEST_MASTER);
    const codec = new Codec(pseudonym, ring);
    const store = EventStore.connect(node.url, codec, patient);
    const config = {
      host: '127.0.0.1',
      port: 0,
      dataDir: node.folder,
      eventStoreUrl: node.url,
      embeddedNodePort: 0,
      ledgerSecret: secret,
      policyDir,
      sourceDir,
      access: { issuer: undefined, audience: '', jwksUrl: undefined, idClaim: 'sub', devKeyFile: '' },
      limits: { requestsPerMinute },
      databaseUrl: undefined,
      feedDays: 10_000,
      processManagers: false,
      checkpoints: {
        key: undefined,
        keyFile: '',
        folder: '',
        everyEvents: 1_000,
        everyMs: 600_000,
      },
      masterKey: { key: undefined, keyFile: '' },
      logLevel: 'silent',
    };
    const ledgerSecret = secret;
    const policies = PolicyBook.read(policyFolders(policyDir), join(node.folder, 'bound-policies.json'));
    const database = await base.open();
    const tail = new Tail();
    const engine = new Engine({
      database,
      store,
      projections: projectionsWith({ policies }),
      now: () => clock.now(),
      policyOf: policies.of,
      feedDays: config.feedDays,
      told: (told) => tail.take(told),
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    });
    const cases = new CaseStreams(store);
    const others = new CaseStreams(store, REVIEWED_EVENTS);
    const forget = (): void => {
      ring.forget();
      cases.forget();
      others.forget();
    };
    const keeper = new KeyKeeper({ store, keys, forget, fail: () => undefined, logger: new Logger('KeyKeeper') });
    await keeper.start();
    const readModels = new ReadModels(database, () => engine.poke(), tail);
    clock.onSet = () => engine.poke();
    const settings = { folder: join(node.folder, 'checkpoints'), everyEvents: 1_000, everyMs: 600_000 };
    const notary = new Notary({ store, clock, signer: TEST_SIGNER, settings, logger: new Logger('Notary') });
    const signing = notary;
    const app = await createApplication({
      ...{ config, ledgerSecret, pseudonym, keys, keeper, cases, store, codec, clock, policies, readModels, signing },
      authenticator,
      ...(feedLimits && { feedLimits }),
    });
    await app.listen(0, '127.0.0.1');
    engine.start();
    const reviewer = new CaseReviewer({
      ...{ cases, others, policies, readModels, pseudonym, clock },
      contactLog: app.get(ContactLog),
      logger: new Logger('CaseReviewer'),
    });
    reviewer.start();
    return new TestLedger(node, clock, database, app, readModels, keys, notary, async () => {
      await notary.stop();
      await reviewer.stop();
      await engine.stop();
      await keeper.stop();
      await store.close();
      if (!sharedKeys) await keys.close();
      if (!sharedDatabase) await base.remove();
      if (!shared) await node.remove();
    });
  }

  /** Starts the process manager, which no test gets unasked: it records by itself. */
  startDeadlines(): PromiseDeadlines {
    const { app, readModels, clock } = this;
    const logger = new Logger('PromiseDeadlines');
    const deadlines = new PromiseDeadlines({ commands: app.get(CommandBus), readModels, clock, logger, everyMs: 20 });
    deadlines.start();
    return deadlines;
  }

  /** Starts the process manager that erases who is blocked when it is time. */
  startErasures(): Erasures {
    const erasures = new Erasures({
      commands: this.app.get(CommandBus),
      keys: this.keys,
      logger: new Logger('Erasures'),
      everyMs: 20,
    });
    erasures.start();
    return erasures;
  }

  get http(): request.Agent {
    const server: Server = this.app.getHttpServer();
    return request(server);
  }

  get port(): number {
    const server: Server = this.app.getHttpServer();
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  get(path: string): request.Test {
    return this.http.get(path);
  }

  post(path: string, body: object): request.Test {
    return this.http.post(path).send(body);
  }

  /**
   * What is answered once read models have caught up: after days of work in a moment that takes longer than anybody waits for, and
   * in tests they share a thread with what speaks to the store.
   */
  async caughtUp(ask: () => request.Test): Promise<request.Response> {
    let answer = await ask();
    while (BUSY.has(answer.body.code)) answer = await ask();
    return answer;
  }

  /** The same for a question, which has an answer then. */
  async answered(path: string): Promise<request.Response> {
    const answer = await this.caughtUp(() => this.get(path));
    if (answer.status !== 200) throw new Error(`${path} is answered with ${answer.status} ${answer.body.code}`);
    return answer;
  }

  /** Sends until the ledger is not too busy; what was on record by then, though nobody heard of it, is a repeat. */
  async sent(path: string, body: object, status = 201): Promise<request.Response> {
    let tries = 0;
    const answer = await this.caughtUp(() => {
      tries += 1;
      return this.post(path, body);
    });
    const isRepeat = tries > 1 && status === 201 && answer.status === 200;
    if (answer.status !== status && !isRepeat)
      throw new Error(`${path} is answered with ${answer.status} ${answer.body.code}`);
    return answer;
  }

  /** Resolves when the read models are level with the store. */
  async ready(): Promise<void> {
    while ((await this.get('/health/ready')).status !== 200) await new Promise((resolve) => setImmediate(resolve));
  }

  /** The types of all events recorded on a case, in order. */
  async recorded(caseId: string): Promise<string[]> {
    const { body } = await this.get(`/v1/cases/${caseId}/events`).expect(200);
    return (body as Schemas['EventsAnswer']).events.map(({ type }) => type);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.release();
  }
}
