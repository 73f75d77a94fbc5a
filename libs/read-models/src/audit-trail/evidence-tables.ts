/** Evidence as it is kept in the database, read in bulk around whatever a batch has to do with. */
import { dayOf, type RecordingEvidence } from '@reconciliation';
import type { Queryable, Row } from '../database';
import type { Work } from '../projection';
import { type RowSetOptions, upsert } from '../row-set';
import { evidence, evidenceCase, evidenceKey } from '../schema';
import { caseIdOfPiece, type EvidenceCase, type Piece } from './brought';
import { EvidenceBook } from './evidence-book';
import { clockKey, fileKey, keysOf, numberKey, type Reach, type Sought, soughtBy } from './keys';

export const caseRows: RowSetOptions<EvidenceCase, object> = {
  table: evidenceCase,
  told: false,
  columns: (_key, { numbers }) => ({ numbers }),
};

/** Where an event is stored: one event brings one piece. */
const pieceKey = ({ evidence: { ref } }: Piece): string => `${ref.stream} ${ref.revision}`;

/** A piece, and when the ledger learnt of it (epoch milliseconds). */
export interface Coming {
  readonly piece: Piece;
  readonly recordedAt: number;
}

/** Writes pieces that are new, and what they are found by. */
export async function writePieces({ tx, table }: Work, coming: readonly Coming[], reach: Reach): Promise<void> {
  await upsert(
    tx,
    evidence,
    table(evidence),
    coming.map(({ piece, recordedAt }) => ({
      key: pieceKey(piece),
      case_id: caseIdOfPiece(piece) ?? null,
      recorded_at: recordedAt,
      value: piece,
    })),
  );
  const rows = coming.flatMap(({ piece }) => keyRows(piece, reach));
  await upsert(tx, evidenceKey, table(evidenceKey), rows);
}

/** Keys begin with what kind they are of: each kind is looked for by itself. */
function keyRows(piece: Piece, reach: Reach): readonly Row[] {
  const { always, near, at } = keysOf(piece, reach);
  const rows = [
    ...always.map((key) => ({ key, at: at[0] })),
    ...near.flatMap((key) => at.map((one) => ({ key, at: one }))),
  ];
  const distinct = new Map(rows.map((row) => [`${row.key} ${row.at}`, row]));
  return [...distinct.values()].map((row) => ({ ...row, key: `${piece.kind} ${row.key}`, piece: pieceKey(piece) }));
}

/** Where it is read, and as of when. */
export interface Readable {
  readonly tx: Queryable;
  readonly table: Work['table'];
  /** Only what the ledger knew by then, epoch milliseconds; everything where it is left out. */
  readonly knownAt?: number;
}

/** Reads into a book what the trails of these cases, and of all that compete with these pieces, have to look at. */
export class EvidenceReader {
  readonly book: EvidenceBook;
  readonly #pieces = new Set<string>();
  readonly #sought = new Set<string>();
  readonly #cases = new Set<string>();
  /** Sources and days of the recordings that were read, as keys. */
  readonly clocks = new Set<string>();

  constructor(
    private readonly from: Readable,
    private readonly reach: Reach,
  ) {
    this.book = new EvidenceBook(reach);
  }

  /** What cases on record are judged by. */
  async policiesOf(caseIds: Iterable<string>): Promise<ReadonlyMap<string, EvidenceCase>> {
    const cases = await this.#casesOf([...caseIds], []);
    return new Map(cases.map((one) => [one.caseId, one]));
  }

  /** Everything around cases that are on record, and around pieces that are about to be; answers whose trails they touch. */
  async read(
    caseIds: Iterable<string>,
    coming: readonly Piece[],
    comingNumbers: readonly string[],
  ): Promise<readonly string[]> {
    for (const piece of coming) this.#noteClock(piece);
    const near = await this.#competing(coming);
    const touched = new Set([...caseIds, ...near.flatMap((piece) => caseIdOfPiece(piece) ?? [])]);
    const numbers = [...near, ...coming].flatMap((piece) =>
      piece.kind === 'recording' && piece.evidence.number !== undefined ? [piece.evidence.number] : [],
    );
    const cases = await this.#casesOf([...touched], numbers);
    const own = await this.#select('e.case_id = ANY($1::text[])', [cases.map(({ caseId }) => caseId)]);
    const named = [...cases.flatMap((one) => one.numbers), ...comingNumbers];
    const recordings = await this.#find(
      [...new Set(named)].map((number) => ({ kind: 'recording', key: numberKey(number) })),
    );
    await this.#competing([...own, ...recordings]);
    return cases.map(({ caseId }) => caseId);
  }

  /**
   * Everything around the recordings of a source and day; answers the cases that its clock matters to. Some of them may have
   * been read before as what competes with another case, which is not enough to judge them.
   */
  async readDay(source: string, day: number): Promise<readonly string[]> {
    await this.#find([{ kind: 'recording', key: clockKey(source, day) }]);
    await this.#competing(this.book.recordingsOf(source, day).map((evidence) => ({ kind: 'recording', evidence })));
    // Whoever has the number of a recording has it in the trail as long as no call claims it.
    await this.#casesOf([], this.book.numbersByClock(source, day));
    for (let known = new Set<string>(); ; ) {
      const touched = this.book.touchedByClock(source, day);
      const more = touched.filter((caseId) => !known.has(caseId));
      if (more.length === 0) return touched;
      known = new Set(touched);
      await this.read(more, [], []);
    }
  }

  /** Calls and recordings that share an id with pieces that are about to be on record. */
  async readSharing(coming: readonly Piece[]): Promise<void> {
    for (const piece of coming) this.#noteClock(piece);
    await this.#find(coming.flatMap((piece) => sharingWith(piece, this.reach)));
  }

  /** Recordings of a source and day, and all calls that share an id with one of them. */
  async readPairs(source: string, day: number): Promise<readonly RecordingEvidence[]> {
    await this.#find([{ kind: 'recording', key: clockKey(source, day) }]);
    const recordings = this.book.recordingsOf(source, day);
    await this.#find(recordings.flatMap((one) => sharingWith({ kind: 'recording', evidence: one }, this.reach)));
    return recordings;
  }

  async #casesOf(caseIds: readonly string[], numbers: readonly string[]): Promise<readonly EvidenceCase[]> {
    const table = this.from.table(evidenceCase);
    const rows = await this.from.tx.query<{ value: EvidenceCase }>(
      `SELECT value FROM ${table} WHERE key = ANY($1::text[])
       UNION ALL SELECT value FROM ${table} WHERE numbers && $2::text[]`,
      [caseIds, numbers],
    );
    // Both may find a case; the database would have to sort them all to tell.
    const distinct = new Map(rows.map(({ value }) => [value.caseId, value]));
    const cases = [...distinct.values()].map((value) => asKnown(value, this.from.knownAt));
    for (const one of cases) {
      if (!this.#cases.has(one.caseId)) this.book.addCase(one);
      this.#cases.add(one.caseId);
    }
    return cases;
  }

  /** What is on record and has to do with one of these, or with one that has, and so on. */
  async #competing(seeds: readonly Piece[]): Promise<readonly Piece[]> {
    const found: Piece[] = [];
    for (let frontier = seeds; frontier.length > 0; ) {
      frontier = await this.#find(frontier.flatMap((piece) => soughtBy(piece, this.reach)));
      found.push(...frontier);
    }
    return found;
  }

  /** Those that were not read yet. What was looked for once is not looked for again: whatever has come since is in the book. */
  async #find(sought: readonly Sought[]): Promise<readonly Piece[]> {
    const wanted = new Map(sought.map((one) => [`${one.kind} ${one.key} ${one.from} ${one.to}`, one]));
    for (const known of wanted.keys()) if (this.#sought.has(known)) wanted.delete(known);
    if (wanted.size === 0) return [];
    for (const name of wanted.keys()) this.#sought.add(name);
    const list = [...wanted.values()];
    // Keys first: most lead back to what was read already, and evidence is wide.
    const rows = await this.from.tx.query<{ piece: string }>(
      `SELECT DISTINCT k.piece
       FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS w (key, low, high)
       JOIN ${this.from.table(evidenceKey)} k ON k.key = w.key AND k.at BETWEEN w.low AND w.high`,
      [
        list.map(({ kind, key }) => `${kind} ${key}`),
        list.map(({ from }) => from ?? Number.MIN_SAFE_INTEGER),
        list.map(({ to }) => to ?? Number.MAX_SAFE_INTEGER),
      ],
    );
    const fresh = rows.map(({ piece }) => piece).filter((piece) => !this.#pieces.has(piece));
    return fresh.length === 0 ? [] : this.#select('e.key = ANY($1::text[])', [fresh]);
  }

  /** Those that were not read yet, added to the book. */
  async #select(where: string, params: readonly unknown[]): Promise<readonly Piece[]> {
    const { tx, table, knownAt } = this.from;
    const text = `SELECT e.key, e.value FROM ${table(evidence)} e WHERE ${where}`;
    const rows = await tx.query<{ key: string; value: Piece }>(
      knownAt === undefined ? text : `${text} AND e.recorded_at <= $${params.length + 1}`,
      knownAt === undefined ? params : [...params, knownAt],
    );
    const fresh: Piece[] = [];
    for (const { key, value } of rows) {
      if (this.#pieces.has(key)) continue;
      this.#pieces.add(key);
      this.book.add(value);
      this.#noteClock(value);
      fresh.push(value);
    }
    return fresh;
  }

  #noteClock(piece: Piece): void {
    if (piece.kind === 'recording') this.clocks.add(clockKey(piece.evidence.source, dayOf(piece.evidence)));
  }
}

/** What shares an id with a call or a recording: those are sought at any time, all else near its own. */
function sharingWith(piece: Piece, reach: Reach): readonly Sought[] {
  const other = piece.kind === 'call' ? 'recording' : piece.kind === 'recording' ? 'call' : undefined;
  return soughtBy(piece, reach).filter(({ kind, from }) => kind === other && from === undefined);
}

/** The case with the numbers that were known by then. */
function asKnown(one: EvidenceCase, knownAt: number | undefined): EvidenceCase {
  if (knownAt === undefined) return one;
  const known = one.numbers
    .map((number, i) => ({ number, since: one.since[i] ?? 0 }))
    .filter(({ since }) => since <= knownAt);
  return { ...one, numbers: known.map(({ number }) => number), since: known.map(({ since }) => since) };
}

/** The cases that had a number at any time, by its keyed hash; in the order of their ids. */
export async function casesWithNumber(db: Queryable, number: string): Promise<readonly string[]> {
  const rows = await db.query<{ readonly key: string }>(
    'SELECT key FROM evidence_case WHERE numbers @> ARRAY[$1::text] ORDER BY key',
    [number],
  );
  return rows.map(({ key }) => key);
}

/** The recordings whose audio is in a file of this name, by its keyed hash; in the order of their ids. */
export async function recordingsInFile(db: Queryable, file: string): Promise<readonly string[]> {
  const rows = await db.query<{ readonly id: string }>(
    `SELECT DISTINCT e.value->'evidence'->>'recordingId' AS id FROM evidence_key k JOIN evidence e ON e.key = k.piece
     WHERE k.key = $1 ORDER BY id`,
    [`recording ${fileKey(file)}`],
  );
  return rows.map(({ id }) => id);
}
