/** The engine on a real store and a real database: each event once, whatever happens in between. */
import fc from 'fast-check';
import { startTestNode, type TestNode } from '../harness/node';
import { type Op, Portfolio } from '../harness/portfolio';
import { BOUND, type Hands, newDatabase, startEngine, tablesOf, untilLevel, Writer } from '../harness/read-models';

let node: TestNode;

beforeAll(async () => {
  node = await startTestNode();
});

afterAll(() => node.remove());

const ops = fc.array(
  fc.record({
    of: fc.integer({ min: 0, max: 3 }),
    what: fc.integer({ min: 0, max: 11 }),
    detail: fc.integer({ min: 0, max: 100_000 }),
    gap: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 200_000 })),
  }),
  { minLength: 1, maxLength: 60 },
);

it('makes the same tables event by event as all at once', async () => {
  await fc.assert(
    fc.asyncProperty(
      ops,
      fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 }),
      async (history, steps) => {
        const own = await startTestNode();
        const [slow, quick] = [await newDatabase(), await newDatabase()];
        const writer = new Writer(own.url);
        try {
          const hands: Hands = { now: 0 };
          const portfolio = new Portfolio(BOUND);
          const database = await slow.open();
          const follower = startEngine(database, own.url, hands);
          let position = -1n;
          for (let from = 0, i = 0; from < history.length; i++) {
            const length = steps[i % steps.length] ?? 1;
            const recorded = history.slice(from, from + length).flatMap((op: Op) => portfolio.happen(op));
            hands.now = portfolio.now;
            if (recorded.length > 0) position = await writer.write(recorded);
            follower.engine.poke();
            await untilLevel(database, position, hands);
            from += length;
          }
          hands.now += 3 * 86_400_000;
          follower.engine.poke();
          await untilLevel(database, position, hands);
          const followed = await tablesOf(database);
          await follower.stop();
          const anew = await quick.open();
          const builder = startEngine(anew, own.url, hands);
          await untilLevel(anew, position, hands);
          expect(await tablesOf(anew)).toEqual(followed);
          await builder.stop();
        } finally {
          await writer.close();
          await slow.remove();
          await quick.remove();
          await own.remove();
        }
      },
    ),
    { numRuns: Number(process.env.RUNS ?? 15) },
  );
}, 300_000);
