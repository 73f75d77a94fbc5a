/** The service in this process, on a real node, with a clock that tests can set; spoken to over HTTP only. */
import type { Server } from 'node:http';
import { EventCodec, EventStore } from '@event-store';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import request from 'supertest';
import { createApplication } from '../../apps/ledger/src/application';
import { Clock } from '../../apps/ledger/src/clock';
import type { components } from '../../contracts/openapi';
import { startTestNode, type TestNode } from './node';

export type Schemas = components['schemas'];

export class TestClock extends Clock {
  constructor(public time: string) {
    super();
  }

  override now(): number {
    return Date.parse(this.time);
  }
}

const quick = { timeoutMs: 1_000, attempts: 2, pauseMs: 20, silenceMs: 1_000 };

export class TestLedger {
  private constructor(
    readonly node: TestNode,
    readonly clock: TestClock,
    private readonly app: NestFastifyApplication,
    private readonly store: EventStore,
    private readonly ownsNode: boolean,
  ) {}

  /** Starts a service, on a node of its own or on the one given. */
  static async start(now = '2026-11-04T10:00:00.000Z', shared?: TestNode): Promise<TestLedger> {
    const node = shared ?? (await startTestNode());
    const clock = new TestClock(now);
    const codec = new EventCodec();
    const store = EventStore.connect(node.url, codec, quick);
    const config = {
      host: '127.0.0.1',
      port: 0,
      dataDir: node.folder,
      eventStoreUrl: node.url,
      embeddedNodePort: 0,
      ledgerSecret: 'a secret that only tests can have',
      policyDir: undefined,
      logLevel: 'silent',
    };
    const app = await createApplication({ config, ledgerSecret: config.ledgerSecret, store, codec, clock });
    await app.listen(0, '127.0.0.1');
    return new TestLedger(node, clock, app, store, shared === undefined);
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

  /** Resolves when the audit trail is level with the store. */
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
    await this.store.close();
    if (this.ownsNode) await this.node.remove();
  }
}
