/** What outsiders rely on, produced from the code: file name → text. */
import 'reflect-metadata';
import { eventSchemas, PolicyPack } from '@case';
import { EventCodec, EventStore } from '@event-store';
import { SourceSchema } from '@imports';
import { newSignerKey } from '@proof';
import openapiTS, { astToString } from 'openapi-typescript';
import { createApplication } from '../apps/ledger/src/application';
import { asyncApiDocument } from '../apps/ledger/src/asyncapi';
import { PolicyBook, policyFolders } from '../apps/ledger/src/cases/policy-book';
import { SystemClock } from '../apps/ledger/src/clock';
import { openApiDocument } from '../apps/ledger/src/openapi';
import { ReadModels } from '../apps/ledger/src/read-models/read-models';
import { domainGuide } from './domain-guide';

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Nothing listens and nothing is connected to: the application is only looked at. */
async function openApi(): Promise<string> {
  const codec = new EventCodec();
  const store = EventStore.connect('esdb://127.0.0.1:1?tls=false', codec);
  const config = {
    host: '127.0.0.1',
    port: 0,
    dataDir: '',
    eventStoreUrl: undefined,
    embeddedNodePort: 0,
    ledgerSecret: undefined,
    policyDir: undefined,
    sourceDir: undefined,
    access: { issuer: undefined, audience: '', jwksUrl: undefined, idClaim: 'sub', devKeyFile: '' },
    limits: { requestsPerMinute: 0 },
    databaseUrl: undefined,
    feedDays: 90,
    processManagers: false,
    checkpoints: { key: undefined, keyFile: '', folder: '', everyEvents: 1_000, everyMs: 600_000 },
    logLevel: 'silent',
  };
  const policies = PolicyBook.read(policyFolders(undefined));
  const nobody = { query: async () => [], listen: () => undefined, close: async () => undefined };
  const readModels = new ReadModels(nobody, () => undefined);
  const clock = new SystemClock();
  const signing = { signer: newSignerKey('nobody'), signNow: () => undefined };
  const app = await createApplication(
    { config, ledgerSecret: '', store, codec, clock, policies, readModels, signing, authenticator: undefined },
    true,
  );
  return json(openApiDocument(app));
}

export async function contractFiles(): Promise<ReadonlyMap<string, string>> {
  const document = await openApi();
  const types = astToString(await openapiTS(document));
  return new Map([
    ['openapi.json', document],
    ['openapi.d.ts', types],
    ['asyncapi.json', json(asyncApiDocument())],
    ['../docs/rules.md', domainGuide()],
    ['sources/source.schema.json', json({ $schema: DRAFT, ...SourceSchema })],
    ['policies/policy.schema.json', json({ $schema: DRAFT, ...PolicyPack })],
    ...Object.entries(eventSchemas).map(([type, schema]): [string, string] => [
      `events/${type}.schema.json`,
      json({ $schema: DRAFT, title: type, ...schema }),
    ]),
  ]);
}
