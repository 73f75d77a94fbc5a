/** Proof: how fast a log is verified, beside a bare read of the same events through the client. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { EventCodec, EventStore } from '@event-store';
import { Logger } from '@nestjs/common';
import { CHECKPOINT_STREAM, fromCheckpointData, newSignerKey } from '@proof';
import { verifyLog } from '../../apps/auditor/src/verify-log';
import { SystemClock } from '../../apps/ledger/src/clock';
import { Notary } from '../../apps/ledger/src/process-managers/notary';
import { endLoneNode, startLoneNode } from '../harness/lone-node';
import { temporaryFolder } from '../harness/node';
import { load } from '../harness/portfolio';
import { lanesOf, Writer } from '../harness/read-models';
import { bareRead, median, timed } from './measure';

const EVENTS = Number(process.env.EVENTS ?? 20_000);
const ROUNDS = Number(process.env.ROUNDS ?? 3);

export async function benchProof(): Promise<void> {
  const folder = temporaryFolder();
  const node = await startLoneNode({ folder: join(folder, 'events') });
  const writer = new Writer(node.url);
  const events = [...load(EVENTS, EVENTS / 10, 3, 7)];
  await Promise.all(lanesOf(events, 64).map((lane) => writer.write(lane)));
  const store = EventStore.connect(node.url, new EventCodec((value) => value));
  const signer = newSignerKey('bench');
  const settings = { folder: join(folder, 'checkpoints'), everyEvents: 1_000, everyMs: 200 };
  const notary = new Notary({ store, clock: new SystemClock(), signer, settings, logger: new Logger('Notary') });
  const signing = performance.now();
  notary.start();
  const size = async () => (await store.readBeside(CHECKPOINT_STREAM, 1, fromCheckpointData))[0]?.size ?? 0;
  while ((await size()) < EVENTS) await new Promise((resolve) => setTimeout(resolve, 20));
  const signed = performance.now() - signing;
  await notary.stop();
  const reads: number[] = [];
  const verifications: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    reads.push(await timed(() => bareRead(node.url, EVENTS)));
    verifications.push(
      await timed(async () => {
        const { fault } = await verifyLog({ storeUrl: node.url, verifier: signer.verifier, held: [] });
        if (fault) throw new Error(fault.reason);
      }),
    );
  }
  const perSecond = (ms: number): string => `${Math.round((EVENTS * 1_000) / ms)} events/s`.padStart(16);
  console.log(`proof: ${EVENTS} events`);
  console.log(`  signed for by the notary        ${perSecond(signed)}`);
  console.log(`  bare read through the client    ${perSecond(median(reads))}`);
  console.log(`  verified                        ${perSecond(median(verifications))}`);
  const ratios = reads.map((ms, i) => ms / (verifications[i] ?? Number.NaN));
  console.log(`  verified ÷ bare read            ${median(ratios).toFixed(2).padStart(16)}   (aim 0.70 and more)`);
  await store.close();
  await writer.close();
  await endLoneNode(node, 'SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}
