/** Appends through a network that does what networks do: none is lost, none is stored twice. */
import { EMPTY_TAIL, EventStore, StoreUnavailable, type Tail } from '@event-store';
import { FaultProxy } from '../harness/fault-proxy';
import { startTestNode } from '../harness/node';
import { chained, codec } from '../harness/visits';

const APPENDS = Number(process.env.APPENDS ?? 2_000);
const WRITERS = 32;
/** Between one fault and the next so many get through: not one for each writer. */
const CALM_APPENDS = 20;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function happens(proxy: FaultProxy, kind: 'drop' | 'halfClose' | 'silence' | 'deaf' | 'delay'): Promise<void> {
  if (kind === 'drop') return proxy.drop();
  if (kind === 'halfClose') return proxy.halfClose();
  proxy.weather = kind === 'delay' ? { delayMs: 30 } : kind;
  await pause(kind === 'delay' ? 100 : 40);
  proxy.weather = 'fair';
}

it(`loses nothing and doubles nothing in ${APPENDS} appends through a bad network`, async () => {
  const node = await startTestNode();
  const proxy = await FaultProxy.to(node.port);
  const timings = { timeoutMs: 250, attempts: 3, pauseMs: 20, silenceMs: 250 };
  const store = EventStore.connect(proxy.url, codec, timings);
  const faults = { drop: 0, halfClose: 0, silence: 0, deaf: 0, delay: 0 };
  let running = true;
  let stored = 0;
  const weather = (async () => {
    for (let calm = 0; running; ) {
      await pause(60 + Math.random() * 120);
      // On a slow machine nothing but faults would happen otherwise.
      if (stored < calm) continue;
      calm = stored + CALM_APPENDS;
      const kinds = Object.keys(faults) as (keyof typeof faults)[];
      const kind = kinds[Math.floor(Math.random() * kinds.length)] ?? 'drop';
      faults[kind] += 1;
      await happens(proxy, kind);
    }
  })();
  let unknown = 0;
  const write = async (writer: number): Promise<void> => {
    let tail: Tail = EMPTY_TAIL;
    for (let i = 0; i < APPENDS / WRITERS; i++) {
      const made = chained(`case-${writer}`, tail, `v-${i}`);
      for (;;) {
        try {
          await store.append(`case-${writer}`, tail.revision, made.outgoing);
          stored += 1;
          break;
        } catch (error) {
          // Never a conflict: what is sent again is recognised.
          expect(error).toBeInstanceOf(StoreUnavailable);
          unknown += 1;
          await pause(10);
        }
      }
      ({ tail } = made);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  running = false;
  await weather;
  const direct = EventStore.connect(node.url, codec);
  for (let writer = 0; writer < WRITERS; writer++) {
    const ids = (await direct.read(`case-${writer}`)).map(({ event }) => Reflect.get(event.data, 'visitId'));
    expect(ids).toEqual(Array.from({ length: Math.ceil(APPENDS / WRITERS) }, (_, i) => `v-${i}`));
  }
  // The weather was bad indeed.
  expect(Object.values(faults).reduce((sum, n) => sum + n, 0)).toBeGreaterThan(5);
  expect(unknown).toBeGreaterThan(0);
  await direct.close();
  await store.close();
  await proxy.close();
  await node.remove();
}, 600_000);
