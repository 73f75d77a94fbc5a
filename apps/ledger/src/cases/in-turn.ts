import { Problem } from '../http/problem';

/** More commands than this waiting for one case are not work but a defect of whoever sends them, or a store that is away. */
const MOST_WAITING = 256;

interface Line {
  last: Promise<unknown>;
  waiting: number;
}

/** Commands of one case one after the other: side by side they would only conflict at the store. */
export class InTurn {
  readonly #lines = new Map<string, Line>();

  /** Runs the work after all that came before it under this key. Throws `too-many-waiting` instead of queueing on. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(key) ?? { last: Promise.resolve(), waiting: 0 };
    if (line.waiting >= MOST_WAITING) {
      throw new Problem('too-many-waiting', 'too many requests for this case are waiting; send it again later');
    }
    this.#lines.set(key, line);
    line.waiting += 1;
    const mine = line.last.then(work, work);
    line.last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      line.waiting -= 1;
      if (line.waiting === 0) this.#lines.delete(key);
    }
  }
}
