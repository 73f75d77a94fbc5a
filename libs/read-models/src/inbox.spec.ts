import type { Delivery } from '@event-store';
import { BadStoredEvent } from '@event-store';
import { Inbox } from './inbox';

const delivery = (position: number): Delivery => ({
  stream: 'case-1',
  revision: position,
  position: BigInt(position),
  type: 'Nonsense',
  problem: new BadStoredEvent('case-1', position, 'is none'),
});

async function* deliveries(count: number, failure?: Error): AsyncGenerator<Delivery> {
  for (let position = 0; position < count; position++) yield delivery(position);
  if (failure) throw failure;
}

const positions = (taken: readonly Delivery[]) => taken.map(({ position }) => Number(position));

it('gives what has come, in order, and nothing beyond a bound', async () => {
  const inbox = new Inbox();
  inbox.fill(deliveries(5));
  await inbox.gather(5);
  expect(positions(inbox.take(2))).toEqual([0, 1]);
  expect(positions(inbox.take(10, 3n))).toEqual([2, 3]);
  expect(positions(inbox.take(10, 3n))).toEqual([]);
  expect(positions(inbox.take(10))).toEqual([4]);
});

it('is level when the end was reached and everything is taken, and not after the subscription broke', async () => {
  const inbox = new Inbox();
  inbox.fill(deliveries(1));
  await inbox.gather(1);
  inbox.reachEnd();
  expect(inbox.level).toBe(false);
  inbox.take(1);
  expect(inbox.level).toBe(true);
  inbox.lose();
  expect(inbox.level).toBe(false);
});

it('holds a subscription back that is faster than the work', async () => {
  const inbox = new Inbox();
  inbox.fill(deliveries(50_000));
  await inbox.gather(50_000);
  const held = inbox.waiting;
  expect(held).toBeLessThan(10_000);
  let taken = 0;
  while (taken < 50_000) {
    await inbox.gather(500);
    taken += inbox.take(500).length;
  }
  expect(taken).toBe(50_000);
});

it('throws what the subscription failed with, after what came before', async () => {
  const inbox = new Inbox();
  inbox.fill(deliveries(1, new Error('gone')));
  await inbox.gather(2);
  expect(positions(inbox.take(5))).toEqual([0]);
  expect(() => inbox.take(5)).toThrow('gone');
});
