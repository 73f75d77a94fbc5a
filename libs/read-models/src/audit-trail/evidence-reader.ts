/** Evidence read in bulk around whatever a batch has to do with. */
import { dayOf, type RecordingEvidence } from '@reconciliation';
import type { Queryable } from '../database';
import type { Work } from '../projection';
import { evidence, evidenceCase, evidenceKey } from '../schema';
import { caseIdOfPiece, caseKnownBy, type EvidenceCase, type Piece } from './brought';
import { EvidenceBook } from './evidence-book';
import { foundBy, pieceKey, withKind } from './evidence-tables';
import { clockKey, numberKey, type Reach, type Sought, soughtBy } from './keys';

/** Where it is read, and as of when. */
export interface Readable {
  readonly tx: Queryable;
  readonly table: Work['table'];
  /** Only what the ledger knew by then, epoch milliseconds; everything where it is left out. */
  readonly knownAt?: number;
  /** Pieces that are not to be looked at. */
  readonly isLeftOut?: ((piece: Piece) => boolean) | undefined;
}

/**
 * Reads into a book what the trails of these cases, and of all that compete with these pieces, have to look at. What was looked
 * for once is not looked for again, as long as whatever comes is added: each way to the database counts, for most of what comes
 * live is a single event. Whoever is the only one to write may keep it from one transaction to the next.
 */
export class EvidenceReader {
  readonly book: EvidenceBook;
  readonly #pieces = new Map<string, Piece>();
  readonly #byCase = new Map<string, Piece[]>();
  /** Pieces by what they are found by. */
  readonly #byKey = new Map<string, { readonly piece: string; readonly at: number }[]>();
  readonly #searches = new Map<string, Search>();
  readonly #searchesFor = new Map<string, Search[]>();
  /** Cases of which all pieces were read. */
  readonly #whole = new Set<string>();
  readonly #askedCases = new Set<string>();
  readonly #askedNumbers = new Set<string>();
  /** Sources and days of the recordings that this transaction has to do with, as keys. */
  readonly clocks = new Set<string>();
  #from: Readable;

  constructor(
    from: Readable,
    private readonly reach: Reach,
  ) {
    this.#from = from;
    this.book = new EvidenceBook(reach);
  }

  /** The next transaction. */
  begin(from: Readable): void {
    this.#from = from;
    this.clocks.clear();
  }

  /** How much is held in memory: pieces, searches and cases. */
  get size(): number {
    return this.#pieces.size + this.#searches.size + this.#askedCases.size;
  }

  /** A piece that this transaction brings. */
  add(piece: Piece): void {
    this.#add(pieceKey(piece), piece);
  }

  /** Everything around cases that are on record, and around pieces that are about to be; answers whose trails they touch. */
  async read(
    caseIds: Iterable<string>,
    coming: readonly Piece[],
    comingNumbers: readonly string[],
  ): Promise<readonly string[]> {
    for (const piece of coming) this.#noteClock(piece);
    const own = [...caseIds];
    const known = own.flatMap((caseId) => this.book.case(caseId) ?? []);
    // What is certain to be needed, in one go; the rest follows from it.
    await this.#fetch(own, [
      ...coming.flatMap((piece) => soughtBy(piece, this.reach)),
      ...recordingsOf([...known.flatMap(({ numbers }) => numbers), ...comingNumbers]),
    ]);
    const near = await this.#competing(coming);
    const touched = new Set([...own, ...near.flatMap((piece) => caseIdOfPiece(piece) ?? [])]);
    const numbers = near.flatMap((piece) =>
      piece.kind === 'recording' && piece.evidence.number !== undefined ? [piece.evidence.number] : [],
    );
    const cases = await this.cases(touched, numbers);
    const ids = cases.map(({ caseId }) => caseId);
    const named = recordingsOf([...cases.flatMap((one) => one.numbers), ...comingNumbers]);
    await this.#fetch(ids, named);
    await this.#competing([...ids.flatMap((caseId) => this.#byCase.get(caseId) ?? []), ...(await this.#find(named))]);
    return ids;
  }

  /**
   * Everything around the recordings of a source and day; answers the cases that its clock matters to. Some of them may have
   * been read before as what competes with another case, which is not enough to judge them.
   */
  async readDay(source: string, day: number): Promise<readonly string[]> {
    await this.#find([{ kind: 'recording', key: clockKey(source, day) }]);
    await this.#competing(this.book.recordingsOf(source, day).map((evidence) => ({ kind: 'recording', evidence })));
    // Whoever has the number of a recording has it in the trail as long as no call claims it.
    await this.cases([], this.book.numbersByClock(source, day));
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

  /** What cases are judged by: those with these ids, as far as they are on record, and whoever has one of these numbers. */
  async cases(caseIds: Iterable<string>, numbers: readonly string[]): Promise<readonly EvidenceCase[]> {
    const ids = [...caseIds];
    const asked = [
      ids.filter((caseId) => !this.#askedCases.has(caseId)),
      numbers.filter((number) => !this.#askedNumbers.has(number)),
    ];
    if (asked.some((list) => list.length > 0)) {
      const table = this.#from.table(evidenceCase);
      // Both may find a case; the database would have to sort them all to tell.
      const rows = await this.#from.tx.query<{ value: EvidenceCase }>(
        `SELECT value FROM ${table} WHERE key = ANY($1::text[])
         UNION ALL SELECT value FROM ${table} WHERE numbers && $2::text[]`,
        asked,
      );
      const { knownAt } = this.#from;
      for (const number of numbers) this.#askedNumbers.add(number);
      for (const { value } of rows) {
        if (!this.book.case(value.caseId))
          this.book.addCase(knownAt === undefined ? value : caseKnownBy(value, knownAt));
        this.#askedCases.add(value.caseId);
      }
      for (const caseId of ids) this.#askedCases.add(caseId);
    }
    const named = numbers.flatMap((number) => this.book.casesWith(number));
    return [...new Set([...ids, ...named])].flatMap((caseId) => this.book.case(caseId) ?? []);
  }

  /** These, and what is on record and has to do with one of them, or with one that has, and so on. */
  async #competing(seeds: readonly Piece[]): Promise<readonly Piece[]> {
    const all = new Set(seeds);
    for (let frontier = seeds; frontier.length > 0; ) {
      const found = await this.#find(frontier.flatMap((piece) => soughtBy(piece, this.reach)));
      frontier = found.filter((piece) => !all.has(piece));
      for (const piece of frontier) all.add(piece);
    }
    return [...all];
  }

  async #find(sought: readonly Sought[]): Promise<readonly Piece[]> {
    await this.#fetch([], sought);
    const keys = new Set(sought.flatMap((one) => [...(this.#searches.get(nameOf(one))?.found ?? [])]));
    const found = [...keys].flatMap((key) => this.#pieces.get(key) ?? []);
    for (const piece of found) this.#noteClock(piece);
    return found;
  }

  /** Reads what is sought, and all pieces of cases, into the book. */
  async #fetch(caseIds: readonly string[], sought: readonly Sought[]): Promise<void> {
    const cases = [...new Set(caseIds)].filter((caseId) => !this.#whole.has(caseId));
    const searches = sought.flatMap((one) => this.#newSearch(one) ?? []);
    if (cases.length === 0 && searches.length === 0) return;
    for (const caseId of cases) this.#whole.add(caseId);
    const known = [
      ...cases.flatMap((caseId) => this.#byCase.get(caseId) ?? []).map(pieceKey),
      ...searches.flatMap(({ found }) => [...found]),
    ];
    const { tx, table, knownAt, isLeftOut } = this.#from;
    // Most of what is sought leads back to what was read already, and evidence is wide. As an array, whatever the database
    // thinks of how much was found, it looks for evidence by its key.
    const rows = await tx.query<{ readonly key: string; readonly value: Piece }>(
      `SELECT e.key, e.value FROM ${table(evidence)} e
       WHERE e.key = ANY(ARRAY(
           SELECT DISTINCT k.piece
           FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS w (key, low, high)
           JOIN ${table(evidenceKey)} k ON k.key = w.key AND k.at BETWEEN w.low AND w.high
           WHERE k.piece <> ALL($4::text[])))
         AND e.recorded_at <= $6
       UNION ALL
       SELECT e.key, e.value FROM ${table(evidence)} e
       WHERE e.case_id = ANY($5::text[]) AND e.key <> ALL($4::text[]) AND e.recorded_at <= $6`,
      [
        searches.map(({ key }) => key),
        searches.map(({ from }) => from),
        searches.map(({ to }) => to),
        [...new Set(known)],
        cases,
        knownAt ?? Number.MAX_SAFE_INTEGER,
      ],
    );
    for (const { key, value } of rows) if (!isLeftOut?.(value)) this.#add(key, value);
  }

  /** Undefined where the same was looked for before. */
  #newSearch(sought: Sought): Search | undefined {
    const name = nameOf(sought);
    if (this.#searches.has(name)) return undefined;
    const { kind, key, from = Number.MIN_SAFE_INTEGER, to = Number.MAX_SAFE_INTEGER } = sought;
    const search: Search = { key: withKind(kind, key), from, to, found: new Set() };
    this.#searches.set(name, search);
    insert(this.#searchesFor, search.key, search);
    for (const { piece, at } of this.#byKey.get(search.key) ?? []) if (isWithin(search, at)) search.found.add(piece);
    return search;
  }

  #add(key: string, piece: Piece): void {
    if (this.#pieces.has(key)) return;
    this.#pieces.set(key, piece);
    this.book.add(piece);
    for (const by of foundBy(piece, this.reach)) {
      insert(this.#byKey, by.key, { piece: key, at: by.at });
      for (const search of this.#searchesFor.get(by.key) ?? []) if (isWithin(search, by.at)) search.found.add(key);
    }
    const caseId = caseIdOfPiece(piece);
    if (caseId !== undefined) insert(this.#byCase, caseId, piece);
  }

  #noteClock(piece: Piece): void {
    if (piece.kind === 'recording') this.clocks.add(clockKey(piece.evidence.source, dayOf(piece.evidence)));
  }
}

/** What was looked for, between two instants (epoch milliseconds), and the keys of the pieces that were found. */
interface Search {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly found: Set<string>;
}

const isWithin = ({ from, to }: Search, at: number): boolean => at >= from && at <= to;

function insert<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

const nameOf = ({ kind, key, from, to }: Sought): string => `${kind} ${key} ${from} ${to}`;

const recordingsOf = (numbers: readonly string[]): readonly Sought[] =>
  [...new Set(numbers)].map((number) => ({ kind: 'recording', key: numberKey(number) }));

/** What shares an id with a call or a recording: those are sought at any time, all else near its own. */
function sharingWith(piece: Piece, reach: Reach): readonly Sought[] {
  const other = piece.kind === 'call' ? 'recording' : piece.kind === 'recording' ? 'call' : undefined;
  return soughtBy(piece, reach).filter(({ kind, from }) => kind === other && from === undefined);
}
