/**
 * Plays simulated days of collection work into the running service, as dialer, recorders and agents' desks would report them,
 * and says how well the ledger found out what was wrong. What really happened is kept apart, and never sent.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFECTS, newTruth, type SimulationOptions, score, simulate, simulatedCases, type Truth } from '@simulation';
import { SingleBar } from 'cli-progress';
import createClient from 'openapi-fetch';
import type { paths } from '../../../contracts/openapi';
import { readFound } from './found';
import { openCases, sendReports } from './send';

const USAGE = `npm run simulate -- [--url http://127.0.0.1:3000] [--seed 1] [--agents 4] [--days 1] [--from YYYY-MM-DD]
                      [--defects 0.02] [--skew 60] [--truth simulated/truth.json]
  --defects  how often each of ${DEFECTS.length} things goes wrong, as a share of calls
  --skew     by how many seconds the clocks of recorders are off at most
  The same seed and days are recorded once, however often they are sent.`;

const DAY_MS = 86_400_000;
/** What comes late is in by then. */
const LATE_DAYS = 3;

function readOptions(): SimulationOptions & { readonly url: string; readonly truth: string } {
  const { values } = parseArgs({
    options: {
      url: { type: 'string', default: process.env.LEDGER_URL ?? `http://127.0.0.1:${process.env.PORT ?? 3000}` },
      seed: { type: 'string', default: '1' },
      agents: { type: 'string', default: '4' },
      days: { type: 'string', default: '1' },
      from: { type: 'string' },
      defects: { type: 'string', default: '0.02' },
      skew: { type: 'string', default: '60' },
      truth: { type: 'string', default: 'simulated/truth.json' },
    },
  });
  const days = within('days', values.days, 1, 60);
  const latest = Math.floor(Date.now() / DAY_MS) * DAY_MS - (days + LATE_DAYS) * DAY_MS;
  const from = values.from === undefined ? latest : Date.parse(`${values.from}T00:00:00Z`);
  if (!(from <= latest)) throw new Error(`--from must be a day, and long enough ago for all of it to have happened`);
  return {
    url: values.url,
    truth: values.truth,
    seed: within('seed', values.seed, 0, 1_000_000),
    agents: within('agents', values.agents, 1, 500),
    days,
    from,
    defectRate: within('defects', values.defects, 0, 1 / DEFECTS.length),
    skewSeconds: within('skew', values.skew, 0, 100),
  };
}

function within(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text !== '' && value >= least && value <= most) return value;
  throw new Error(`--${name} must be a number from ${least} to ${most}`);
}

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { url, truth: file, ...options } = readOptions();
  const token = process.env.LEDGER_TOKEN;
  const ledger = createClient<paths>({ baseUrl: url, headers: token ? { Authorization: `Bearer ${token}` } : {} });
  const truth = newTruth();
  const reports = [...simulate(options, truth)].flatMap((shift) => shift.reports);
  const ordered = reports.sort((a, b) => a.arrivesAt - b.arrivesAt);
  keep(file, truth);
  const used = new Set(ordered.flatMap((report) => ('caseId' in report ? [report.caseId] : [])));
  const cases = simulatedCases(options).filter(({ caseId }) => used.has(caseId));
  const bar = new SingleBar({ format: 'sending  {bar} {value} of {total}  {eta_formatted} left', noTTYOutput: false });
  bar.start(cases.length + ordered.length, 0);
  let position = '0';
  try {
    position = await openCases(ledger, cases, options.from - DAY_MS / 2, () => bar.increment());
    position = await sendReports(ledger, ordered, () => bar.increment());
  } finally {
    bar.stop();
  }
  print(`${cases.length} cases, ${ordered.length} reports sent; what really happened is in ${file}`);
  const found = await readFound(ledger, position, options);
  print('\n                                 precision   recall      due');
  for (const { name, precision, recall, due } of score(truth, found)) {
    print(
      `${name.padEnd(32)} ${precision.toFixed(4).padStart(9)}  ${recall.toFixed(4).padStart(7)}  ${String(due).padStart(7)}`,
    );
  }
}

function keep(file: string, { links, due }: Truth): void {
  mkdirSync(dirname(file), { recursive: true });
  const plain = {
    links: Object.fromEntries(links),
    due: Object.fromEntries([...due].map(([code, of]) => [code, [...of]])),
  };
  writeFileSync(file, `${JSON.stringify(plain, null, 2)}\n`);
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : 'unknown error';
  const text = message === 'fetch failed' ? 'the ledger does not answer; is it running, and is --url right?' : message;
  process.stderr.write(`simulate: ${text}\n${USAGE}\n`);
  process.exit(1);
});
