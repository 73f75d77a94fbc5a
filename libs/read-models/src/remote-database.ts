/** A database in another thread, asked through messages. */
import type { MessagePort } from 'node:worker_threads';
import { DatabaseAway, type ReadableDatabase, type Row } from './database';

interface Asked {
  readonly id: number;
  readonly text: string;
  readonly params: readonly unknown[];
}

type Said =
  | { readonly id: number; readonly rows: readonly Row[] }
  | { readonly id: number; readonly failed: string; readonly away: boolean }
  | { readonly message: string | undefined };

/** Answers whoever holds the other end. */
export function serveDatabase(database: ReadableDatabase, port: MessagePort): void {
  const say = (said: Said) => port.postMessage(said);
  database.listen((message) => say({ message }));
  port.on('message', ({ id, text, params }: Asked) => {
    database.query(text, params).then(
      (rows) => say({ id, rows }),
      (error: unknown) =>
        say({ id, failed: error instanceof Error ? error.name : 'Error', away: error instanceof DatabaseAway }),
    );
  });
}

interface Waiting {
  readonly resolve: (rows: readonly Row[]) => void;
  readonly reject: (error: Error) => void;
}

export class RemoteDatabase implements ReadableDatabase {
  readonly #waiting = new Map<number, Waiting>();
  #hear: (message: string | undefined) => void = () => undefined;
  #asked = 0;

  constructor(private readonly port: MessagePort) {
    port.on('message', (said: Said) => this.#take(said));
    port.on('close', () => this.#end());
  }

  query<R extends object = Row>(text: string, params: readonly unknown[] = []): Promise<readonly R[]> {
    return new Promise((resolve, reject) => {
      this.#asked += 1;
      this.#waiting.set(this.#asked, { resolve: (rows) => resolve(rows as readonly R[]), reject });
      this.port.postMessage({ id: this.#asked, text, params } satisfies Asked);
    });
  }

  listen(hear: (message: string | undefined) => void): void {
    this.#hear = hear;
  }

  async close(): Promise<void> {
    this.port.close();
  }

  #take(said: Said): void {
    if (!('id' in said)) {
      this.#hear(said.message);
      return;
    }
    const waiting = this.#waiting.get(said.id);
    this.#waiting.delete(said.id);
    if ('rows' in said) waiting?.resolve(said.rows);
    else waiting?.reject(said.away ? new DatabaseAway(undefined) : new Error(`the query failed (${said.failed})`));
  }

  #end(): void {
    for (const { reject } of this.#waiting.values()) reject(new DatabaseAway(undefined));
    this.#waiting.clear();
  }
}
