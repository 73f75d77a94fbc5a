/**
 * Reconciliation: how well simulated days are found out, and how long a million recordings and notes take.
 * ROUNDS seeds for the first; MILLIONS for the second.
 */
import { type CallEvidence, type Evidence, reconcile } from '@reconciliation';
import { DEFECTS, newTruth, score, simulate } from '@simulation';
import { evidenceOf, foundIn } from '../harness/simulated-evidence';

const SEEDS = Number(process.env.SEEDS ?? 10);
const AIM_LINKS = 0.995;
const AIM_FINDINGS = 0.98;
const MONDAY = Date.parse('2026-11-02T00:00:00Z');
const DAY_MS = 86_400_000;

export function benchReconciliation(): void {
  benchQuality();
  for (const records of SIZES) benchSize(records);
}

/** Agents and days of one simulation: about 2,500 calls. */
const AGENTS = 10;
const DAYS = 3;

function benchQuality(): void {
  const worst = new Map<string, { precision: number; recall: number; due: number }>();
  for (let seed = 1; seed <= SEEDS; seed++) {
    const truth = newTruth();
    const options = { seed, agents: AGENTS, days: DAYS, from: MONDAY, defectRate: 0.02, skewSeconds: 60 };
    const evidence = evidenceOf(simulate(options, truth));
    const entries = reconcile(evidence, MONDAY + 30 * DAY_MS).entries;
    for (const { name, precision, recall, due } of score(truth, foundIn(entries))) {
      const known = worst.get(name) ?? { precision: 1, recall: 1, due: 0 };
      worst.set(name, {
        precision: Math.min(known.precision, precision),
        recall: Math.min(known.recall, recall),
        due: known.due + due,
      });
    }
  }
  console.log(
    `reconciliation: ${SEEDS} seeds of ${DAYS} days of ${AGENTS} agents, 2 % of each of ${DEFECTS.length} defects, clocks off by up to 60 s`,
  );
  console.log(
    `  worst of all seeds            precision   recall       due   (aims ${AIM_LINKS} for links, else ${AIM_FINDINGS})`,
  );
  for (const [name, { precision, recall, due }] of worst) {
    const aim = name === 'links' ? AIM_LINKS : AIM_FINDINGS;
    const missed = precision < aim || recall < aim ? '   aim missed' : '';
    console.log(
      `  ${name.padEnd(28)}  ${precision.toFixed(4).padStart(9)}  ${recall.toFixed(4).padStart(7)}  ${String(due).padStart(8)}${missed}`,
    );
  }
}

/** Entries from one look at the memory to the next. */
const LOOK_EVERY = 10_000;

const mib = (bytes: number): number => Math.round(bytes / 2 ** 20);

const SIZES = (process.env.SIZES ?? '10000,100000,1000000').split(',').map(Number);

/**
 * What any matching has to do on this machine: calls by their ids and numbers, looked up once for each recording and note, and
 * everything in order of time; milliseconds.
 */
function bareJoin({ calls, recordings, notes }: Evidence): number {
  const began = performance.now();
  const byId = new Map<string, CallEvidence>();
  const byNumber = new Map<string, CallEvidence>();
  for (const call of [...calls].sort((a, b) => a.startedAt - b.startedAt)) {
    for (const id of call.ids) byId.set(id, call);
    byNumber.set(call.number, call);
  }
  let found = 0;
  for (const { ids, number } of [...recordings].sort((a, b) => a.startedAt - b.startedAt)) {
    if (ids.some((id) => byId.has(id)) || (number !== undefined && byNumber.has(number))) found += 1;
  }
  for (const { callId } of [...notes].sort((a, b) => a.writtenAt - b.writtenAt)) {
    if (callId !== undefined && byId.has(callId)) found += 1;
  }
  if (found === 0) throw new Error('nothing belongs together');
  return performance.now() - began;
}

/** So many recordings and notes in one run. */
function benchSize(records: number): void {
  const options = {
    seed: 1,
    agents: Math.max(4, Math.min(400, Math.round(records / 2_000))),
    from: MONDAY,
    defectRate: 0.02,
    skewSeconds: 60,
  };
  const { rss: bare } = process.memoryUsage();
  const evidence = evidenceOf(simulate({ ...options, days: 1_000 }), records);

  const joining = bareJoin(evidence);
  const before = process.memoryUsage().rss;
  const began = performance.now();
  const cpu = process.cpuUsage();
  let entries = 0;
  let most = before;
  for (const _entry of reconcile(evidence, MONDAY + 2_000 * DAY_MS).entries) {
    if (entries % LOOK_EVERY === 0) most = Math.max(most, process.memoryUsage.rss());
    entries += 1;
  }
  const took = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  const { rss } = process.memoryUsage();
  const count = evidence.recordings.length + evidence.notes.length;
  console.log(
    `  ${count} recordings and notes, ${evidence.calls.length} calls: ${(took / 1_000).toFixed(2)} s (${((user + system) / 1e6).toFixed(2)} s of CPU), ` +
      `${(took / joining).toFixed(1)} times a bare join by ids and numbers (${(joining / 1_000).toFixed(2)} s), ` +
      `${entries} entries, ${((took * 1_000) / count / Math.log2(count)).toFixed(3)} µs ÷ n log n, ` +
      `${mib(bare)} MiB resident before, ${mib(before)} with the evidence, ${mib(Math.max(most, rss))} at most, ` +
      // The bench's own compiler, and what the sizes before have left, are none of its memory.
      `${mib(Math.max(most, rss) - bare)} of them for this${records >= 1_000_000 ? ' (aims 10 s, 1024 MiB)' : ''}`,
  );
}
