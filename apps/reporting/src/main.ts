/**
 * A reporting job: an outsider that lives off the change feed alone. It keeps its own cursors, and writes the daily
 * statistics sheet and the recovery curves as CSV and as a page.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CursorGone, connect, type FeedName, type Ledger, readPage, stateOf } from './feed';
import { reportPage } from './page';
import { collectorSheet, curveSheet, recoverySheet } from './sheets';
import { FEEDS, State, writeWhole } from './state';

const USAGE = `npm run report -- [--url http://127.0.0.1:3000] [--out report] [--once] [--today YYYY-MM-DD]
  --once    write the report from what the ledger knows now, and end; else go on following`;

const WAIT_SECONDS = 25;
const PAUSE_MS = 1_000;
const LAST_ZONE_MS = 43_200_000;
/** While changes come in, the report is written no more often. */
const WRITE_EVERY_MS = 2_000;

interface Job {
  readonly ledger: Ledger;
  readonly state: State;
  readonly out: string;
  readonly today: () => string;
}

/** Takes in the next page of a feed; answers whether it held anything. */
async function step({ ledger, state }: Job, name: FeedName, wait: number): Promise<boolean> {
  try {
    const { changes, next } = await readPage(ledger, name, state.cursor(name), wait);
    state.take(name, changes, next);
    return changes.length > 0;
  } catch (error) {
    if (!(error instanceof CursorGone)) throw error;
    process.stderr.write(`${name}: the cursor leads nowhere any more; beginning anew\n`);
    state.forget(name);
    return true;
  }
}

/** The state first: a report may be written again, and must not know more than the state does. */
function write({ state, out, today }: Job): void {
  state.save();
  const [days, cohorts] = [
    state.rows('collector-day').filter(({ day }) => day < today()),
    state.rows('recovery-cohorts'),
  ];
  writeWhole(join(out, 'collector-day.csv'), collectorSheet(days));
  writeWhole(join(out, 'recovery.csv'), recoverySheet(cohorts, today()));
  writeWhole(join(out, 'recovery-curves.csv'), curveSheet(cohorts, today()));
  writeWhole(join(out, 'report.html'), reportPage(days, cohorts, today()));
}

/** Whether there is more to come before anything can be said. What has stopped is told as far as it goes, and that it has. */
async function isFilling({ ledger }: Job, name: FeedName): Promise<boolean> {
  const { isFilling: filling, stoppedAt } = await stateOf(ledger, name);
  if (stoppedAt !== undefined) {
    process.stderr.write(`${name} has stopped in the ledger, at ${stoppedAt}: the report goes as far as that\n`);
    process.exitCode = 1;
  }
  return filling;
}

async function once(job: Job): Promise<void> {
  for (const name of FEEDS) {
    while (await isFilling(job, name)) await pause();
    while (await step(job, name, 0));
  }
  write(job);
}

/** Follows the feeds for ever, and writes when something has changed or a day is over. */
class Follower {
  #dirty = true;
  #written = '';
  /** A feed that is read from its beginning is not written about before its end. */
  readonly #filling = new Set<FeedName>(FEEDS);
  readonly #failing = new Set<FeedName>();

  constructor(private readonly job: Job) {}

  async run(): Promise<void> {
    setInterval(() => this.#write(), WRITE_EVERY_MS);
    await Promise.all(FEEDS.map((name) => this.#follow(name)));
  }

  #write(): void {
    const today = this.job.today();
    if (this.#filling.size > 0 || (!this.#dirty && this.#written === today)) return;
    write(this.job);
    this.#dirty = false;
    this.#written = today;
  }

  async #follow(name: FeedName): Promise<void> {
    for (;;) {
      try {
        await this.#step(name);
      } catch (error) {
        if (!this.#failing.has(name)) process.stderr.write(`${messageOf(error)}; trying again and again\n`);
        this.#failing.add(name);
        await pause();
      }
    }
  }

  async #step(name: FeedName): Promise<void> {
    const more = await step(this.job, name, this.#filling.has(name) ? 0 : WAIT_SECONDS);
    this.#dirty ||= more;
    if (!more && this.#filling.has(name)) await this.#end(name);
    else if (this.job.state.cursor(name) === '0') this.#filling.add(name);
    if (this.#failing.delete(name)) process.stderr.write(`${name}: going on\n`);
  }

  async #end(name: FeedName): Promise<void> {
    if (await isFilling(this.job, name)) await pause();
    // What came before that was answered is read first.
    else if (!(await step(this.job, name, 0))) this.#filling.delete(name);
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown error');

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { values } = parseArgs({
    options: {
      url: { type: 'string', default: process.env.LEDGER_URL ?? `http://127.0.0.1:${process.env.PORT ?? 3000}` },
      out: { type: 'string', default: 'report' },
      once: { type: 'boolean', default: false },
      today: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  // A day is over when it is over everywhere.
  const today = (): string => values.today ?? new Date(Date.now() - LAST_ZONE_MS).toISOString().slice(0, 10);
  const job: Job = {
    ledger: connect(values.url, process.env.LEDGER_TOKEN),
    state: State.open(values.out),
    out: values.out,
    today,
  };
  if (!values.once) process.stdout.write(`following ${values.url}, writing ${join(values.out, 'report.html')}\n`);
  await (values.once ? once(job) : new Follower(job).run());
  process.stdout.write(`${join(values.out, 'report.html')}\n`);
}

main().catch((error: unknown) => {
  const usage = error instanceof TypeError && 'code' in error ? `\n${USAGE}` : '';
  process.stderr.write(`report: ${messageOf(error)}${usage}\n`);
  process.exit(1);
});
