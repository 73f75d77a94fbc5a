/** The audit trail: for each call its recording and its notes, and whatever is left over, judged as time passes. */
import {
  caseStream,
  dateOf,
  type EventType,
  lawsOf,
  localDay,
  monthsAfter,
  monthsKept,
  type PolicyOf,
  recordingStream,
  toInstant,
} from '@case';
import {
  type CallEvidence,
  type ClockPair,
  dayOf,
  type Entry,
  expectationOf,
  type Finding,
  type LinkedBy,
  type NoteEvidence,
  type OffsetOf,
  offsetOf,
  type RecordingEvidence,
  withPair,
} from '@reconciliation';
import { caseIdOf } from '../case-book';
import type { Queryable } from '../database';
import { findingColumns, type ListedFinding } from '../listed-finding';
import type { Cause, Projection, Step, WholeCase, Work } from '../projection';
import { column } from '../projections/case-projection';
import type { RowSet, RowSetOptions } from '../row-set';
import { auditTrail as auditTrailTable, evidence, evidenceCase, evidenceClock, evidenceKey, finding } from '../schema';
import { tableOf } from '../tables';
import { type Brought, broughtBy, type EvidenceCase, type Piece } from './brought';
import { entriesOf } from './entries';
import type { EvidenceBook } from './evidence-book';
import { EvidenceReader } from './evidence-reader';
import { type Coming, caseRows, writePieces } from './evidence-tables';
import { clockKey, Reach } from './keys';
import type { Settlement } from './pieces';

/** One entry of a case's trail; numbers and texts are not in it. */
export interface AuditTrailRow {
  readonly caseId: string;
  readonly entryId: string;
  readonly callId?: string;
  readonly call?: Readonly<Record<string, unknown>>;
  readonly recording?: Readonly<Record<string, unknown>>;
  /** What the recording was linked by. */
  readonly linkedBy?: LinkedBy;
  /** Further parts of the same call. */
  readonly segments?: readonly Readonly<Record<string, unknown>>[];
  /** The same once more. */
  readonly duplicates?: readonly Readonly<Record<string, unknown>>[];
  /** Only where the class is ambiguous. */
  readonly candidates?: readonly Readonly<Record<string, unknown>>[];
  readonly notes: readonly Readonly<Record<string, unknown>>[];
  readonly class: Entry['class'];
  readonly findings: readonly Finding[];
  /** Until when the laws that the case is bound to want its audio kept; left out where they do not say, or where it is gone. */
  readonly recordingsKeptUntil?: string;
}

/** What its columns are drawn from and nobody is shown; epoch milliseconds. */
interface Memo {
  readonly at: number;
  /** The debtor's local day. */
  readonly day: string;
  readonly agentId: string | null;
  readonly team: string | null;
  /** Whether recording and note are both due of it, and whether both are there, in time, complete and in agreement. */
  readonly due: boolean;
  readonly sound: boolean;
  /** When evidence that is still awaited counts as missing; null where none is. */
  readonly next: number | null;
}

const TYPES: ReadonlySet<EventType> = new Set([
  'CaseOpened',
  'ContactAdded',
  'ContactUpdated',
  'CallAttempted',
  'NoteTaken',
  'NoteCorrected',
  'PolicyBound',
  'PromiseMade',
  'MatchConfirmed',
  'MatchRejected',
  'CaseReassigned',
  'FindingAcknowledged',
  'FindingResolved',
  'FindingWaived',
  'RecordingRegistered',
  'RecordingChecked',
  'RecordingPurged',
  'RecordingLost',
  'PartialPayment',
  'PaidInFull',
]);

const entryRows: RowSetOptions<AuditTrailRow, Memo> = {
  table: auditTrailTable,
  told: true,
  columns: (_key, row, memo) => ({
    case_id: row.caseId,
    class: row.class,
    agent_id: memo?.agentId,
    at: column(memo?.at),
    day: memo?.day,
    team: memo?.team,
    due: memo?.due,
    sound: memo?.sound,
    findings: row.findings.length,
    recordings_kept_until: row.recordingsKeptUntil?.slice(0, 10),
    next_change_at: column(memo?.next ?? undefined),
  }),
};

/** The clock of one recorder on one day, by the pairs that show it. */
interface ClockRow {
  readonly source: string;
  readonly day: number;
  readonly pairs: readonly ClockPair[];
}

const clockRows: RowSetOptions<ClockRow, object> = { table: evidenceClock, told: false, columns: () => ({}) };

/** One thing that the trail shows amiss. */
export interface FindingRow extends Finding, ListedFinding {
  readonly code: Finding['code'];
  readonly entryId: string;
}

const findingRows: RowSetOptions<FindingRow, object> = {
  table: finding,
  told: false,
  columns: (_key, row) => findingColumns(row),
};

export interface AuditTrailOptions {
  /** The widest tolerance between clocks of any rule book here, milliseconds. */
  readonly widestClockMs: number;
}

export function auditTrails({ widestClockMs }: AuditTrailOptions): Projection {
  const reach = new Reach(widestClockMs);
  const readers = new WeakMap<object, EvidenceReader>();
  const within = async <T>(work: Work, act: (trails: Trails) => Promise<T>): Promise<T> => {
    const kept = readers.get(work.trust);
    kept?.begin(work);
    const reader = kept ?? new EvidenceReader(work, reach);
    const result = await act(new Trails(work, reader, reach));
    if (reader.size <= MOST_KEPT) readers.set(work.trust, reader);
    else readers.delete(work.trust);
    return result;
  };
  return {
    name: 'audit-trail',
    version: 10,
    told: true,
    folds: false,
    tables: [auditTrailTable, finding, evidenceCase, evidence, evidenceKey, evidenceClock],
    needs: (type) => type === undefined || TYPES.has(type),
    take: async (steps, work) => {
      const relevant = steps.filter(isRelevant);
      if (relevant.length > 0) await within(work, (trails) => trails.take(relevant));
    },
    gather: async (steps, work) => {
      const relevant = steps.filter(isRelevant);
      if (relevant.length > 0) await within(work, (trails) => trails.gather(relevant));
    },
    make: (cases, now, work) => within(work, (trails) => trails.make(cases, now)),
    wake: (now, most, work) => within(work, (trails) => trails.wake(now, most)),
  };
}

/** Pieces of evidence, searches for them, and cases that are kept in memory from one transaction to the next. */
const MOST_KEPT = 50_000;

const isRelevant = ({ event }: Step): boolean => TYPES.has(event.type);

/** The trails of one transaction. */
class Trails {
  readonly #book: EvidenceBook;
  readonly #cases: RowSet<EvidenceCase, object>;
  readonly #clocks: RowSet<ClockRow, object>;
  readonly #coming: Coming[] = [];
  readonly #entries: RowSet<AuditTrailRow, Memo>;
  readonly #findings: RowSet<FindingRow, object>;
  /** Cases of which everything was read, or nothing is on record yet. */
  readonly #whole = new Set<string>();
  /** Where nobody is told how it came about, a case is judged once, by what it came to: when it was last touched, and by what. */
  readonly #untold = new Map<string, { readonly at: number; readonly cause: Cause }>();

  constructor(
    private readonly work: Work,
    private readonly reader: EvidenceReader,
    private readonly reach: Reach,
  ) {
    this.#book = reader.book;
    this.#cases = work.rows(caseRows);
    this.#clocks = work.rows(clockRows);
    this.#entries = work.rows(entryRows);
    this.#findings = work.rows(findingRows);
  }

  async take(steps: readonly Step[]): Promise<void> {
    await this.#prepare(steps);
    for (const step of steps) {
      const brought = broughtBy(step, (caseId) => this.#book.case(caseId), this.work.policyOf);
      if (brought) await this.#bring(step, brought);
    }
    for (const [caseId, { at, cause }] of this.#untold) this.#judge(caseId, at, cause);
    writePieces(this.work, this.#coming, this.reach);
  }

  /** Keeps what was brought, and what it tells of clocks. Nothing is judged. */
  async gather(steps: readonly Step[]): Promise<void> {
    await this.reader.cases(casesOf(steps), []);
    const told: { readonly piece: Piece; readonly cause: Cause; readonly recordedAt: number }[] = [];
    for (const step of steps) {
      const { recordedAt, position } = step;
      const cause = { position: String(position) };
      const { piece, changed } = broughtBy(step, (caseId) => this.#book.case(caseId), this.work.policyOf) ?? {};
      if (changed) this.#changeCase(changed, cause, recordedAt);
      if (piece) told.push({ piece, cause, recordedAt });
    }
    await this.reader.readSharing(told.map(({ piece }) => piece));
    await this.#clocks.load('key', this.reader.clocks);
    for (const { piece, cause, recordedAt } of told) {
      await this.#setClocks(piece, cause, recordedAt);
      this.reader.add(piece);
    }
    writePieces(this.work, told, this.reach);
  }

  /** Judges cases of which everything is on record, as it is now. */
  async make(cases: readonly WholeCase[], now: number): Promise<void> {
    await this.reader.read(
      cases.map(({ caseId }) => caseId),
      [],
      [],
    );
    await this.#clocks.load('key', this.reader.clocks);
    for (const { caseId, events } of cases) {
      this.#whole.add(caseId);
      const last = events.at(-1);
      if (last) this.#judge(caseId, Math.max(now, last.recordedAt), { position: String(last.position) });
    }
  }

  async #bring({ recordedAt, position }: Step, { piece, changed }: Brought): Promise<void> {
    const cause = { position: String(position) };
    const touched = new Set(piece ? this.#book.touchedBy(piece) : []);
    if (changed) touched.add(changed.caseId);
    // An alarm comes before what was recorded at the same moment.
    if (this.work.tells) for (const caseId of touched) this.#pass(caseId, recordedAt);
    if (changed) this.#changeCase(changed, cause, recordedAt);
    if (piece) {
      await this.#setClocks(piece, cause, recordedAt, async (source, day) => {
        const cases = await this.reader.readDay(source, day);
        await this.#load(cases);
        for (const caseId of cases) {
          if (this.work.tells) this.#pass(caseId, recordedAt);
          touched.add(caseId);
        }
      });
      this.reader.add(piece);
      this.#coming.push({ piece, recordedAt });
    }
    for (const caseId of touched) {
      if (this.work.tells) this.#judge(caseId, recordedAt, cause);
      else this.#untold.set(caseId, { at: recordedAt, cause });
    }
  }

  #changeCase(changed: EvidenceCase, cause: Cause, at: number): void {
    if (!this.#book.case(changed.caseId)) this.#whole.add(changed.caseId);
    this.#book.addCase(changed);
    this.#cases.put(changed.caseId, changed, cause, at);
  }

  /** The clocks that this piece tells of; `changing` is called before one becomes another one. */
  async #setClocks(
    piece: Piece,
    cause: Cause,
    at: number,
    changing?: (source: string, day: number) => Promise<void>,
  ): Promise<void> {
    for (const [call, recording] of this.#book.sharing(piece)) {
      const { source } = recording;
      const day = dayOf(recording);
      const known = this.#clocks.get(clockKey(source, day))?.pairs ?? [];
      const pairs = withPair(known, call, recording);
      if (pairs === known) continue;
      if (offsetOf(pairs)?.offsetMs !== offsetOf(known)?.offsetMs) await changing?.(source, day);
      this.#clocks.put(clockKey(source, day), { source, day, pairs }, cause, at);
    }
  }

  async wake(now: number, most: number): Promise<boolean> {
    const due = await this.work.tx.query(
      `SELECT DISTINCT case_id AS "caseId" FROM (
         SELECT case_id FROM ${this.work.table(auditTrailTable)}
         WHERE next_change_at <= $1 ORDER BY next_change_at${most === 1 ? ', case_id' : ''} LIMIT ${most}
       ) due`,
      [toInstant(now)],
    );
    const caseIds = due.map(({ caseId }) => String(caseId));
    if (caseIds.length === 0) return false;
    await this.reader.read(caseIds, [], []);
    await this.#load(caseIds);
    for (const caseId of caseIds) this.#pass(caseId, now);
    return true;
  }

  /** Reads what the steps have to do with. */
  async #prepare(steps: readonly Step[]): Promise<void> {
    const cases = new Map<string, EvidenceCase>();
    const caseIds = casesOf(steps);
    await this.reader.cases(caseIds, numbersIn(steps));
    const pieces: Piece[] = [];
    for (const step of steps) {
      const find = (caseId: string) => cases.get(caseId) ?? this.#book.case(caseId);
      const brought = broughtBy(step, find, this.work.policyOf);
      if (brought?.changed) cases.set(brought.changed.caseId, brought.changed);
      if (brought?.piece) pieces.push(brought.piece);
    }
    await this.#load(
      await this.reader.read(
        caseIds,
        pieces,
        [...cases.values()].flatMap(({ numbers }) => numbers),
      ),
    );
  }

  /** The entries of cases, and the clocks of all recordings that were read. */
  async #load(caseIds: readonly string[]): Promise<void> {
    for (const caseId of caseIds) this.#whole.add(caseId);
    await this.#entries.load('case_id', caseIds);
    await this.#findings.load('case_id', caseIds);
    await this.#clocks.load('key', this.reader.clocks);
  }

  /** Judges the case at every instant until `until` at which something that was awaited counts as missing. */
  #pass(caseId: string, until: number): void {
    for (;;) {
      const next = this.#entries
        .ofCase(caseId)
        .map((key) => this.#entries.memo(key)?.next ?? Number.POSITIVE_INFINITY)
        .reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
      if (next > until) return;
      this.#judge(caseId, next, { alarm: toInstant(next) });
    }
  }

  #judge(caseId: string, at: number, cause: Cause): void {
    const known = this.#book.case(caseId);
    // To pass over it would leave what is told of it as it was, and whoever waits for a change would wait for ever.
    if (!known || !this.#whole.has(caseId)) throw new Error('a case is judged that was not read');
    const { policyOf } = this.work;
    const entries = entriesOf(this.#book, caseId, at, { policyOf, clocks: this.#offsetOf });
    const left = new Set(this.#entries.ofCase(caseId));
    const gone = new Set(this.#findings.ofCase(caseId));
    const work = this.#book.workOf(caseId);
    for (const { entry, next } of entries) {
      const key = `${caseId}/${entry.entryId}`;
      const memo = memoOf(entry, next, known);
      left.delete(key);
      this.#entries.put(key, toRow(caseId, entry, keptUntil(entry, known, policyOf)), cause, at, memo);
      for (const one of entry.findings) {
        gone.delete(`${caseId}/${one.key}`);
        this.#findings.put(
          `${caseId}/${one.key}`,
          toFindingRow(caseId, entry, one, memo, work.get(one.key)),
          cause,
          at,
        );
      }
    }
    for (const key of left) this.#entries.delete(key, cause, at);
    for (const key of gone) this.#findings.delete(key, cause, at);
  }

  readonly #offsetOf: OffsetOf = (source, day) =>
    offsetOf(this.#clocks.get(clockKey(source, day))?.pairs ?? [])?.offsetMs;
}

const casesOf = (steps: readonly Step[]): ReadonlySet<string> =>
  new Set(steps.filter(({ stream }) => stream.startsWith('case-')).map(({ stream }) => caseIdOf(stream)));

/** Whoever has one of these has to do with what comes. */
const numbersIn = (steps: readonly Step[]): readonly string[] =>
  steps.flatMap(({ event }) =>
    event.type === 'RecordingRegistered' && event.data.number !== undefined ? [event.data.number] : [],
  );

export interface TrailAtOptions extends AuditTrailOptions {
  readonly policyOf: PolicyOf;
  /** What happened later is left out, and nothing is judged by a later time; epoch milliseconds, none where it is left out. */
  readonly asOf?: number | undefined;
  /** By what time it is judged, where not by that of `knownAt`; epoch milliseconds. */
  readonly at?: number | undefined;
  /** Events of the case behind this revision are left out. */
  readonly upToRevision?: number | undefined;
}

/**
 * The trail of a case as it was told at an instant (epoch milliseconds): by what the ledger knew then, with what was known
 * of clocks then. Undefined where the case was not known then.
 */
export async function trailAt(
  tx: Queryable,
  caseId: string,
  knownAt: number,
  { upToRevision, ...options }: TrailAtOptions,
): Promise<readonly AuditTrailRow[] | undefined> {
  const whole = await entriesThen(tx, caseId, knownAt, options);
  const told = whole && upToRevision !== undefined ? await entriesUpTo(upToRevision, whole.entries) : whole;
  return told?.entries.map((entry) => toRow(caseId, entry, keptUntil(entry, told.known, options.policyOf)));

  /** A recording that is of a call behind the revision, or may be, is none without a call. */
  async function entriesUpTo(revision: number, entries: readonly Entry[]): Promise<EntriesThen | undefined> {
    const stream = caseStream(caseId);
    const isBehind = ({ ref }: Pick<CallEvidence, 'ref'>): boolean =>
      ref.stream === stream && Number(ref.revision) > revision;
    const taken = new Set(entries.filter(({ call }) => call && isBehind(call)).flatMap(recordingsOf));
    const then = await entriesThen(tx, caseId, knownAt, options, ({ evidence }) => isBehind(evidence));
    const isStray = (entry: Entry): boolean =>
      !entry.call && entry.notes.length === 0 && recordingsOf(entry).some((id) => taken.has(id));
    return then && { ...then, entries: then.entries.filter((entry) => !isStray(entry)) };
  }
}

const recordingsOf = ({ recording, segments, duplicates, candidates }: Entry): readonly string[] =>
  [recording, ...segments, ...duplicates, ...candidates].flatMap((one) => one?.recordingId ?? []);

interface EntriesThen {
  readonly known: EvidenceCase;
  readonly entries: readonly Entry[];
}

async function entriesThen(
  tx: Queryable,
  caseId: string,
  knownAt: number,
  { widestClockMs, policyOf, asOf, at = knownAt }: Omit<TrailAtOptions, 'upToRevision'>,
  isLeftOut?: (piece: Piece) => boolean,
): Promise<EntriesThen | undefined> {
  const from = { tx, table: (table: Parameters<typeof tableOf>[0]) => tableOf(table).name, knownAt };
  const reach = new Reach(widestClockMs);
  const reader = new EvidenceReader({ ...from, isLeftOut }, reach);
  await reader.read([caseId], [], []);
  const known = reader.book.case(caseId);
  if (!known || known.knownSince > knownAt) return undefined;
  const offsets = new Map<string, number | undefined>();
  for (const { source, day } of daysOf(reader.book.around(caseId).recordings)) {
    const pairs = new EvidenceReader(from, reach);
    const recordings = await pairs.readPairs(source, day);
    const shared = recordings.flatMap((evidence) => pairs.book.sharing({ kind: 'recording', evidence }));
    const first = shared.reduce<readonly ClockPair[]>((found, [call, one]) => withPair(found, call, one), []);
    offsets.set(clockKey(source, day), offsetOf(first)?.offsetMs);
  }
  const clocks: OffsetOf = (source, day) => offsets.get(clockKey(source, day));
  const judged = entriesOf(reader.book, caseId, at, { policyOf, clocks, asOf });
  return { known, entries: judged.map(({ entry }) => entry) };
}

/** The cases that a recording may be of, and when it ended (epoch milliseconds); undefined for one that is not on record. */
export async function casesAround(
  tx: Queryable,
  recordingId: string,
  widestClockMs: number,
): Promise<{ readonly endedAt: number; readonly caseIds: readonly string[] } | undefined> {
  const [row] = await tx.query<{ readonly value: Piece }>('SELECT value FROM evidence WHERE key = $1', [
    `${recordingStream(recordingId)} 0`,
  ]);
  if (row?.value.kind !== 'recording') return undefined;
  const reader = new EvidenceReader({ tx, table: (table) => tableOf(table).name }, new Reach(widestClockMs));
  await reader.read([], [row.value], []);
  return { endedAt: row.value.evidence.endedAt, caseIds: reader.book.touchedBy(row.value) };
}

const GONE: ReadonlySet<string> = new Set(['recording-purged', 'recording-lost']);

/** The last day for which any of its audio has to be kept, by all rule books that were ever bound to the case. */
function keptUntil(entry: Entry, known: EvidenceCase, policyOf: PolicyOf): string | undefined {
  const { recording, segments, duplicates, findings } = entry;
  const ends = [recording, ...segments, ...duplicates].flatMap((one) => one?.endedAt ?? []);
  if (ends.length === 0 || findings.some(({ code }) => GONE.has(code))) return undefined;
  const laws = lawsOf(known.bindings.map(({ policies }) => policyOf(policies).retention));
  const months = monthsKept(laws, 'recordings');
  return months === null ? undefined : toInstant(monthsAfter(Math.max(...ends), months));
}

function daysOf(recordings: readonly RecordingEvidence[]): Iterable<{ readonly source: string; readonly day: number }> {
  const days = recordings.map((one) => ({ source: one.source, day: dayOf(one) }));
  return new Map(days.map((one) => [clockKey(one.source, one.day), one])).values();
}

const toFindingRow = (
  caseId: string,
  { entryId }: Entry,
  one: Finding,
  { agentId, team, day }: Memo,
  work: Settlement | undefined,
): FindingRow => ({
  ...one,
  caseId,
  entryId,
  agentId,
  team,
  day,
  state: work?.state ?? 'open',
  ...(work && { by: work.by, since: work.since }),
});

/** What leaves recording and note as sound as they are; the others make one of them doubtful. */
const HARMLESS: ReadonlySet<string> = new Set([
  'weak-match',
  'split-recording',
  'duplicate-recording',
  'shared-note',
  'recording-purged',
  'unassigned-agent',
]);

const memoOf = (entry: Entry, next: number | undefined, { timeZone, teams }: EvidenceCase): Memo => {
  const { at, call, recording, notes, class: judged, findings } = entry;
  const expected = call && expectationOf(call);
  return {
    at,
    day: dateOf(localDay(at, timeZone)),
    agentId: call?.agentId ?? recording?.agentId ?? notes[0]?.agentId ?? null,
    team: teams.findLast(({ from }) => from <= at)?.team ?? null,
    due: judged !== 'pending' && judged !== 'exempt' && expected?.recording === true && expected.note,
    sound: judged === 'matched' && recording !== undefined && findings.every(({ code }) => HARMLESS.has(code)),
    next: next ?? null,
  };
};

const toRow = (
  caseId: string,
  { entryId, call, recording, linkedBy, segments, duplicates, candidates, notes, class: judged, findings }: Entry,
  recordingsKeptUntil: string | undefined,
): AuditTrailRow => ({
  caseId,
  entryId,
  ...(call && { callId: call.callId, call: callRow(call) }),
  ...(recording && { recording: recordingRow(recording) }),
  ...(linkedBy && { linkedBy }),
  ...(segments.length > 0 && { segments: segments.map(recordingRow) }),
  ...(duplicates.length > 0 && { duplicates: duplicates.map(recordingRow) }),
  ...(candidates.length > 0 && { candidates: candidates.map(recordingRow) }),
  notes: notes.map(noteRow),
  class: judged,
  findings,
  ...(recordingsKeptUntil !== undefined && { recordingsKeptUntil }),
});

const callRow = ({ ref, agentId, lineId, startedAt, endedAt, answered }: CallEvidence) => ({
  event: ref,
  agentId,
  lineId,
  startedAt: toInstant(startedAt),
  endedAt: toInstant(endedAt),
  answered,
});

const recordingRow = ({ ref, recordingId, startedAt, endedAt }: RecordingEvidence) => ({
  event: ref,
  recordingId,
  startedAt: toInstant(startedAt),
  endedAt: toInstant(endedAt),
});

const noteRow = ({ ref, noteId, agentId, writtenAt }: NoteEvidence) => ({
  event: ref,
  noteId,
  agentId,
  writtenAt: toInstant(writtenAt),
});
