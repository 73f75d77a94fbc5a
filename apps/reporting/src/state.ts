/**
 * What the job knows: rows, and the cursors up to which they are true, in one file that is written whole or not at all.
 * Whenever the job is killed, it goes on from a file in which the two belong together.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Change, FeedName, Rows } from './feed';

export const FEEDS: readonly FeedName[] = ['collector-day', 'recovery-cohorts'];

interface Known<R> {
  cursor: string;
  rows: Record<string, R>;
}

type Content = { -readonly [N in FeedName]: Known<Rows[N]> };

const nothing = (): Content => ({
  'collector-day': { cursor: '0', rows: {} },
  'recovery-cohorts': { cursor: '0', rows: {} },
});

const DRAFT = /\.(json|csv|html)\.draft\d+$/;

/** Writes a file whole or not at all. */
export function writeWhole(file: string, text: string): void {
  const draft = `${file}.draft${process.pid}`;
  writeFileSync(draft, text, { flush: true });
  renameSync(draft, file);
}

export class State {
  private constructor(
    private readonly file: string,
    private readonly content: Content,
  ) {}

  /** Goes on from what an earlier run left in the folder, but for what it had not finished. Throws where that cannot be read. */
  static open(folder: string): State {
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder)) if (DRAFT.test(name)) rmSync(join(folder, name));
    const file = join(folder, 'state.json');
    const content = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Content) : nothing();
    for (const name of FEEDS) {
      if (typeof content[name]?.cursor !== 'string') throw new Error(`${file} is not the state of this job`);
    }
    return new State(file, content);
  }

  cursor(name: FeedName): string {
    return this.content[name].cursor;
  }

  rows<N extends FeedName>(name: N): readonly Rows[N][] {
    const { rows } = this.content[name];
    return Object.keys(rows)
      .sort()
      .flatMap((key) => rows[key] ?? []) as Rows[N][];
  }

  /** Takes changes in; nothing counts before {@link save}. */
  take(name: FeedName, changes: readonly Change[], cursor: string): void {
    const known: Known<object> = this.content[name];
    for (const { key, value } of changes) {
      if (value === null) delete known.rows[key];
      else known.rows[key] = value;
    }
    known.cursor = cursor;
  }

  /** Forgets a feed that begins again. */
  forget(name: FeedName): void {
    this.content[name].rows = {};
    this.content[name].cursor = '0';
  }

  save(): void {
    writeWhole(this.file, JSON.stringify(this.content));
  }
}
