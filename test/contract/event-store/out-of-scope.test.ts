/** Every call of the client that the node does not serve fails, cleanly, with a sentence that says what to use instead. */
import {
  EventStoreDBClient,
  persistentSubscriptionToAllSettingsFromDefaults,
  persistentSubscriptionToStreamSettingsFromDefaults,
} from '@eventstore/db-client';
import { fresh, openStore, type StoreUnderTest } from './store-under-test';

let store: StoreUnderTest;

beforeAll(async () => {
  store = await openStore();
});

afterAll(() => store.close());

const ofStream = persistentSubscriptionToStreamSettingsFromDefaults();
const ofAll = persistentSubscriptionToAllSettingsFromDefaults();
const first = (subscription: AsyncIterable<unknown>) => subscription[Symbol.asyncIterator]().next();

const CALLS: Record<string, Record<string, (client: EventStoreDBClient) => Promise<unknown>>> = {
  'never deletes': {
    deleteStream: (client) => client.deleteStream(fresh()),
    tombstoneStream: (client) => client.tombstoneStream(fresh()),
  },
  'never truncates': {
    setStreamMetadata: (client) => client.setStreamMetadata(fresh(), { maxCount: 1 }),
  },
  'catch-up subscription': {
    createPersistentSubscriptionToStream: (client) => client.createPersistentSubscriptionToStream('s', 'g', ofStream),
    updatePersistentSubscriptionToStream: (client) => client.updatePersistentSubscriptionToStream('s', 'g', ofStream),
    deletePersistentSubscriptionToStream: (client) => client.deletePersistentSubscriptionToStream('s', 'g'),
    subscribeToPersistentSubscriptionToStream: (client) =>
      first(client.subscribeToPersistentSubscriptionToStream('s', 'g')),
    getPersistentSubscriptionToStreamInfo: (client) => client.getPersistentSubscriptionToStreamInfo('s', 'g'),
    listPersistentSubscriptionsToStream: (client) => client.listPersistentSubscriptionsToStream('s'),
    replayParkedMessagesToStream: (client) => client.replayParkedMessagesToStream('s', 'g'),
    createPersistentSubscriptionToAll: (client) => client.createPersistentSubscriptionToAll('g', ofAll),
    updatePersistentSubscriptionToAll: (client) => client.updatePersistentSubscriptionToAll('g', ofAll),
    deletePersistentSubscriptionToAll: (client) => client.deletePersistentSubscriptionToAll('g'),
    subscribeToPersistentSubscriptionToAll: (client) => first(client.subscribeToPersistentSubscriptionToAll('g')),
    getPersistentSubscriptionToAllInfo: (client) => client.getPersistentSubscriptionToAllInfo('g'),
    listPersistentSubscriptionsToAll: (client) => client.listPersistentSubscriptionsToAll(),
    replayParkedMessagesToAll: (client) => client.replayParkedMessagesToAll('g'),
    listAllPersistentSubscriptions: (client) => client.listAllPersistentSubscriptions(),
    restartPersistentSubscriptionSubsystem: (client) => client.restartPersistentSubscriptionSubsystem(),
  },
  'project in your own process': {
    createProjection: (client) => client.createProjection('p', 'fromAll()'),
    updateProjection: (client) => client.updateProjection('p', 'fromAll()'),
    enableProjection: (client) => client.enableProjection('p'),
    disableProjection: (client) => client.disableProjection('p'),
    abortProjection: (client) => client.abortProjection('p'),
    resetProjection: (client) => client.resetProjection('p'),
    deleteProjection: (client) => client.deleteProjection('p'),
    getProjectionState: (client) => client.getProjectionState('p'),
    getProjectionResult: (client) => client.getProjectionResult('p'),
    getProjectionStatus: (client) => client.getProjectionStatus('p'),
    listProjections: (client) => client.listProjections(),
    restartSubsystem: (client) => client.restartSubsystem(),
  },
};

describe.each(Object.entries(CALLS))('%s', (sentence, calls) => {
  it.each(Object.entries(calls))('%s', async (_name, call) => {
    // A real server has all of these: they are its own tests' business.
    if (!store.has('no other services') || !store.has('nothing to delete')) return;
    await expect(call(store.client)).rejects.toThrow(sentence);
  });
});

it('lists every call of the client that is not append, read or subscribe', () => {
  const methods = new Set<string>();
  for (
    let proto = EventStoreDBClient.prototype;
    proto && proto !== Object.prototype;
    proto = Object.getPrototypeOf(proto)
  ) {
    for (const name of Object.getOwnPropertyNames(proto)) {
      if (typeof Object.getOwnPropertyDescriptor(proto, name)?.value === 'function') methods.add(name);
    }
  }
  const served = ['appendToStream', 'batchAppend', 'readStream', 'readAll', 'subscribeToStream', 'subscribeToAll'];
  const helpers = ['constructor', 'createDeadline', 'getStreamMetadata', 'dispose'];
  const listed = Object.values(CALLS).flatMap((calls) => Object.keys(calls));
  expect([...methods].filter((name) => ![...served, ...helpers, ...listed].includes(name))).toEqual([]);
});

it('is no cluster: discovery fails, and says so', async () => {
  if (!store.has('no other services')) return;
  const url = new URL(store.url);
  const cluster = EventStoreDBClient.connectionString(
    `esdb+discover://${url.host}?tls=false&maxDiscoverAttempts=1&discoveryInterval=10`,
  );
  await expect(cluster.appendToStream(fresh(), [])).rejects.toThrow(/discover/i);
  await cluster.dispose();
});
