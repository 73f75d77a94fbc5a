/** What sealing personal fields costs: commands, reading a case, and a rebuild, against the same with fields as they came, in turns. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '@read-models';
import { callAttempt, note, openCase } from '../harness/bodies';
import { TestLedger } from '../harness/ledger';
import { endLoneNode, startLoneNode } from '../harness/lone-node';
import { load } from '../harness/portfolio';
import { startEngine, untilLevel, Writer } from '../harness/read-models';
import { PlainCodec } from '../harness/visits';
import { line, type Measured, median, ratio, summary, timed } from './measure';

const ROUNDS = Number(process.env.ROUNDS ?? 5);
const COMMANDS = Number(process.env.COMMANDS ?? 300);
const EVENTS = Number(process.env.EVENTS ?? 10_000);
const AIM = '(aim 1.15 and less)';

type Kind = 'plain' | 'sealed';

export async function benchPersonalData(): Promise<void> {
  const sealed = await TestLedger.start();
  const plain = await TestLedger.start(undefined, undefined, undefined, { codec: PlainCodec });
  const ledgers = { plain, sealed };
  console.log(`medians of ${ROUNDS} rounds of ${COMMANDS}, in turns, one in flight, each ledger on a node of its own`);
  await compare('a new case with two persons', ledgers, (i, round) =>
    post(`/v1/cases`, openCase(`L-${round}-${i}`, { debtor: debtorOf(`${round}-${i}`) })),
  );
  await compare('a call', ledgers, (i, round) =>
    post(`/v1/cases/L-1-${i}/call-attempts`, callAttempt(`c-${round}-${i}`, '2026-11-04T09:00:00.000Z')),
  );
  await compare('a note', ledgers, (i, round) =>
    post(`/v1/cases/L-1-${i}/notes`, note(`n-${round}-${i}`, '2026-11-04T09:00:00.000Z', { clues: ['a clue'] })),
  );
  await compare('the events of a case', ledgers, (i) => get(`/v1/cases/L-1-${i}/events`));
  for (const ledger of [plain, sealed]) await ledger.stop();
  await benchRebuild();
}

const debtorOf = (personId: string) => ({ personId, name: 'Somebody', timeZone: 'Europe/Madrid' });

type Send = (ledger: TestLedger) => Promise<Response>;
const post =
  (path: string, body: object): Send =>
  (ledger) =>
    fetch(`http://127.0.0.1:${ledger.port}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
const get =
  (path: string): Send =>
  (ledger) =>
    fetch(`http://127.0.0.1:${ledger.port}${path}`);

async function compare(
  name: string,
  ledgers: Readonly<Record<Kind, TestLedger>>,
  make: (i: number, round: number) => Send,
): Promise<void> {
  const measured: Record<Kind, Measured[]> = { plain: [], sealed: [] };
  // The first round compiles.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const kind of ['plain', 'sealed'] as const) {
      const took: number[] = [];
      const began = performance.now();
      for (let i = 0; i < COMMANDS; i++) {
        const from = performance.now();
        const answer = await make(i, round)(ledgers[kind]);
        await answer.arrayBuffer();
        if (!answer.ok) throw new Error(`${name}: the ledger answered ${answer.status}`);
        took.push(performance.now() - from);
      }
      if (round > 0) measured[kind].push(summary(took, performance.now() - began));
    }
  }
  console.log(name);
  console.log(line('as it came', measured.plain));
  console.log(line('sealed', measured.sealed));
  console.log(`  sealed ÷ as it came       ${ratio(measured.plain, measured.sealed).toFixed(2).padStart(8)}   ${AIM}`);
}

/** The read models made from nothing, which open no field. */
async function benchRebuild(): Promise<void> {
  const took: Record<Kind, number[]> = { plain: [], sealed: [] };
  for (let round = 0; round < 3; round++) {
    for (const kind of ['plain', 'sealed'] as const) {
      const folder = mkdtempSync(join(tmpdir(), 'case-ledger-bench-'));
      const node = await startLoneNode({ folder: join(folder, 'events') });
      const writer = new Writer(node.url, kind === 'sealed');
      const recorded = [...load(EVENTS, EVENTS / 10, 3, 7)];
      const position = await writer.write(recorded);
      const hands = { now: recorded.at(-1)?.recordedAt ?? 0 };
      const database = await openEmbedded({ folder: join(folder, 'read-models') });
      const engine = startEngine(database, node.url, hands);
      took[kind].push(await timed(() => untilLevel(database, position, hands)));
      await engine.stop();
      await database.close();
      await writer.close();
      await endLoneNode(node, 'SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const perSecond = (kind: Kind): string => `${Math.round((EVENTS * 1_000) / median(took[kind]))} events/s`;
  const cost = median(took.sealed.map((one, i) => one / (took.plain[i] ?? Number.NaN)));
  console.log(`read models of ${EVENTS} events, made from nothing`);
  console.log(`  as they came ${perSecond('plain')}, sealed ${perSecond('sealed')}`);
  console.log(`  sealed ÷ as it came       ${cost.toFixed(2).padStart(8)}   ${AIM}`);
}
