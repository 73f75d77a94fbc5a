/** Evidence as it is kept in the database, read in bulk around whatever a batch has to do with. */
import type { Row } from '../database';
import type { Work } from '../projection';
import { type RowSetOptions, upsert } from '../row-set';
import { evidence, evidenceCase, evidenceKey } from '../schema';
import { EvidenceBook, type EvidenceCase, keysOfCall, keysOfRecording, numberKey, type Piece } from './evidence-book';

export const caseRows: RowSetOptions<EvidenceCase, object> = {
  table: evidenceCase,
  told: false,
  columns: (_key, { numbers }) => ({ numbers }),
};

/** Where an event is stored: one event brings one piece. */
const pieceKey = ({ evidence: { ref } }: Piece): string => `${ref.stream} ${ref.revision}`;

/** Before the keys of calls and of recordings: each looks for those of the other kind only. */
const CALL = 'call';
const RECORDING = 'recording';

/** Writes pieces that are new, and what they are found by. */
export async function writePieces({ tx, table }: Work, pieces: readonly Piece[]): Promise<void> {
  await upsert(
    tx,
    evidence,
    table(evidence),
    pieces.map((piece) => ({
      key: pieceKey(piece),
      case_id: piece.kind === 'recording' ? null : piece.evidence.caseId,
      value: piece,
    })),
  );
  await upsert(tx, evidenceKey, table(evidenceKey), pieces.flatMap(keyRows));
}

function keyRows(piece: Piece): readonly Row[] {
  if (piece.kind === 'note') return [];
  const { always, near, at } = piece.kind === 'call' ? keysOfCall(piece.evidence) : keysOfRecording(piece.evidence);
  const rows = [
    ...always.map((key) => ({ key, at: at[0] })),
    ...near.flatMap((key) => at.map((one) => ({ key, at: one }))),
  ];
  const distinct = new Map(rows.map((row) => [`${row.key} ${row.at}`, row]));
  return [...distinct.values()].map((row) => ({ ...row, key: `${piece.kind} ${row.key}`, piece: pieceKey(piece) }));
}

/** Reads into a book what the trails of these cases, and of all that compete with these pieces, have to look at. */
export class EvidenceReader {
  readonly book = new EvidenceBook();
  readonly #pieces = new Set<string>();
  readonly #cases = new Set<string>();

  constructor(
    private readonly work: Work,
    private readonly clockMs: number,
  ) {}

  /** Everything around cases that are on record, and around pieces that are about to be; answers whose trails they touch. */
  async read(
    caseIds: Iterable<string>,
    coming: readonly Piece[],
    comingNumbers: readonly string[],
  ): Promise<readonly string[]> {
    const near = await this.#competing(coming);
    const touched = new Set([
      ...caseIds,
      ...near.flatMap((piece) => (piece.kind === 'call' ? [piece.evidence.caseId] : [])),
    ]);
    const numbers = [...near, ...coming].flatMap((piece) =>
      piece.kind === 'recording' && piece.evidence.number !== undefined ? [piece.evidence.number] : [],
    );
    const cases = await this.#casesOf([...touched], numbers);
    const own = await this.#select(
      `SELECT key, value FROM ${this.work.table(evidence)} WHERE case_id = ANY($1::text[])`,
      [cases.map(({ caseId }) => caseId)],
    );
    const named = [...cases.flatMap((one) => one.numbers), ...comingNumbers];
    const recordings = await this.#find(
      [...new Set(named)].map((number) => ({ key: `${RECORDING} ${numberKey(number)}` })),
    );
    await this.#competing([...own, ...recordings]);
    return cases.map(({ caseId }) => caseId);
  }

  async #casesOf(caseIds: readonly string[], numbers: readonly string[]): Promise<readonly EvidenceCase[]> {
    const table = this.work.table(evidenceCase);
    const rows = await this.work.tx.query<{ value: EvidenceCase }>(
      `SELECT value FROM ${table} WHERE key = ANY($1::text[])
       UNION SELECT value FROM ${table} WHERE numbers && $2::text[]`,
      [caseIds, numbers],
    );
    const cases = rows.map(({ value }) => value);
    for (const one of cases) {
      if (!this.#cases.has(one.caseId)) this.book.addCase(one);
      this.#cases.add(one.caseId);
    }
    return cases;
  }

  /** Calls and recordings on record that may belong to one of these, or to one that may, and so on. */
  async #competing(seeds: readonly Piece[]): Promise<readonly Piece[]> {
    const found: Piece[] = [];
    for (let frontier = seeds; frontier.length > 0; ) {
      frontier = await this.#find(frontier.flatMap((piece) => this.#sought(piece)));
      found.push(...frontier);
    }
    return found;
  }

  /** What may belong to a piece: calls to a recording, and the other way round. */
  #sought(piece: Piece): readonly Sought[] {
    if (piece.kind === 'note') return [];
    const [other, { always, near, at }] =
      piece.kind === 'call' ? [RECORDING, keysOfCall(piece.evidence)] : [CALL, keysOfRecording(piece.evidence)];
    const from = Math.min(...at) - this.clockMs;
    const to = Math.max(...at) + this.clockMs;
    return [
      ...always.map((key) => ({ key: `${other} ${key}` })),
      ...near.map((key) => ({ key: `${other} ${key}`, from, to })),
    ];
  }

  async #find(sought: readonly Sought[]): Promise<readonly Piece[]> {
    if (sought.length === 0) return [];
    return this.#select(
      `SELECT DISTINCT ON (e.key) e.key, e.value
       FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS w (key, low, high)
       JOIN ${this.work.table(evidenceKey)} k ON k.key = w.key AND k.at BETWEEN w.low AND w.high
       JOIN ${this.work.table(evidence)} e ON e.key = k.piece`,
      [
        sought.map(({ key }) => key),
        sought.map(({ from }) => from ?? Number.MIN_SAFE_INTEGER),
        sought.map(({ to }) => to ?? Number.MAX_SAFE_INTEGER),
      ],
    );
  }

  /** Those that were not read yet, added to the book. */
  async #select(text: string, params: readonly unknown[]): Promise<readonly Piece[]> {
    const rows = await this.work.tx.query<{ key: string; value: Piece }>(text, params);
    const fresh: Piece[] = [];
    for (const { key, value } of rows) {
      if (this.#pieces.has(key)) continue;
      this.#pieces.add(key);
      this.book.add(value);
      fresh.push(value);
    }
    return fresh;
  }
}

/** A key, and between which instants; at any time where that is left out. */
interface Sought {
  readonly key: string;
  readonly from?: number;
  readonly to?: number;
}
