/** The audit trail: for each call its recording and its notes, and whatever is left over, judged as time passes. */
import { createHmac } from 'node:crypto';
import { dateOf, type EventType, localDay, type PolicyOf, toInstant } from '@case';
import {
  auditTrail,
  type CallEvidence,
  type Entry,
  type Finding,
  type NoteEvidence,
  type RecordingEvidence,
  type Tolerances,
} from '@reconciliation';
import { caseIdOf } from '../case-book';
import type { Cause, Projection, Step, Work } from '../projection';
import { column } from '../projections/case-projection';
import type { RowSet, RowSetOptions } from '../row-set';
import { auditTrail as auditTrailTable, evidence, evidenceCase, evidenceKey } from '../schema';
import { broughtBy, type EvidenceBook, type EvidenceCase, type HashNumber, type Piece } from './evidence-book';
import { caseRows, EvidenceReader, writePieces } from './evidence-tables';

/** One entry of a case's trail; numbers and texts are not in it. */
export interface AuditTrailRow {
  readonly caseId: string;
  readonly entryId: string;
  readonly callId?: string;
  readonly call?: Readonly<Record<string, unknown>>;
  readonly recording?: Readonly<Record<string, unknown>>;
  /** Only where the class is ambiguous. */
  readonly candidates?: readonly Readonly<Record<string, unknown>>[];
  readonly notes: readonly Readonly<Record<string, unknown>>[];
  readonly class: Entry['class'];
  readonly findings: readonly Finding[];
}

/** What its columns are drawn from and nobody is shown; epoch milliseconds. */
interface Memo {
  readonly at: number;
  /** The debtor's local day. */
  readonly day: string;
  readonly agentId: string | null;
  /** When evidence that is still awaited counts as missing; null where none is. */
  readonly next: number | null;
}

const TYPES: ReadonlySet<EventType> = new Set([
  'CaseOpened',
  'ContactAdded',
  'ContactUpdated',
  'CallAttempted',
  'NoteTaken',
  'RecordingRegistered',
]);

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

const entryRows: RowSetOptions<AuditTrailRow, Memo> = {
  table: auditTrailTable,
  told: true,
  columns: (_key, row, memo) => ({
    case_id: row.caseId,
    class: row.class,
    agent_id: memo?.agentId,
    at: column(memo?.at),
    day: memo?.day,
    findings: row.findings.length,
    next_change_at: column(memo?.next ?? undefined),
  }),
};

export interface AuditTrailOptions {
  /** Key of the hashes that numbers are joined by. */
  readonly secret: string;
  /** The widest tolerance between clocks of any rule book here, milliseconds. */
  readonly widestClockMs: number;
}

export function auditTrails({ secret, widestClockMs }: AuditTrailOptions): Projection {
  const hash: HashNumber = (number) => createHmac('sha256', secret).update(number).digest('base64url');
  return {
    name: 'audit-trail',
    version: 1,
    told: true,
    folds: false,
    tables: [auditTrailTable, evidenceCase, evidence, evidenceKey],
    needs: (type) => type === undefined || TYPES.has(type),
    take: async (steps, work) => {
      const relevant = steps.filter(({ event }) => TYPES.has(event.type));
      if (relevant.length > 0) await new Trails(work, widestClockMs, hash).take(relevant);
    },
    wake: (now, most, work) => new Trails(work, widestClockMs, hash).wake(now, most),
  };
}

/** The trails of one transaction. */
class Trails {
  readonly #reader: EvidenceReader;
  readonly #book: EvidenceBook;
  readonly #cases: RowSet<EvidenceCase, object>;
  readonly #pieces: Piece[] = [];
  readonly #entries: RowSet<AuditTrailRow, Memo>;

  constructor(
    private readonly work: Work,
    private readonly clockMs: number,
    private readonly hash: HashNumber,
  ) {
    this.#reader = new EvidenceReader(work, clockMs);
    this.#book = this.#reader.book;
    this.#cases = work.rows(caseRows);
    this.#entries = work.rows(entryRows);
  }

  async take(steps: readonly Step[]): Promise<void> {
    await this.#prepare(steps);
    for (const step of steps) {
      const brought = broughtBy(step, (caseId) => this.#book.case(caseId), this.hash);
      if (!brought) continue;
      const { piece, changed } = brought;
      const touched = new Set(piece ? this.#book.touchedBy(piece, this.clockMs) : []);
      if (changed) touched.add(changed.caseId);
      // An alarm comes before what was recorded at the same moment.
      for (const caseId of touched) this.#pass(caseId, step.recordedAt);
      const cause = { position: String(step.position) };
      if (changed) {
        this.#book.addCase(changed);
        this.#cases.put(changed.caseId, changed, cause, step.recordedAt);
      }
      if (piece) {
        this.#book.add(piece);
        this.#pieces.push(piece);
      }
      for (const caseId of touched) this.#judge(caseId, step.recordedAt, cause);
    }
    await writePieces(this.work, this.#pieces);
  }

  async wake(now: number, most: number): Promise<boolean> {
    const due = await this.work.tx.query(
      `SELECT DISTINCT case_id AS "caseId" FROM (
         SELECT case_id FROM ${this.work.table(auditTrailTable)}
         WHERE next_change_at <= $1 ORDER BY next_change_at LIMIT ${most}
       ) due`,
      [toInstant(now)],
    );
    const caseIds = due.map(({ caseId }) => String(caseId));
    if (caseIds.length === 0) return false;
    await this.#reader.read(caseIds, [], []);
    await this.#entries.load('case_id', caseIds);
    for (const caseId of caseIds) this.#pass(caseId, now);
    return true;
  }

  /** Reads what the steps have to do with. */
  async #prepare(steps: readonly Step[]): Promise<void> {
    const cases = new Map<string, EvidenceCase>();
    const caseIds = new Set(
      steps.filter(({ stream }) => stream.startsWith('case-')).map(({ stream }) => caseIdOf(stream)),
    );
    const placeholder = (caseId: string): EvidenceCase => ({ caseId, policies: [], timeZone: '', numbers: [] });
    const pieces: Piece[] = [];
    for (const step of steps) {
      const brought = broughtBy(step, (caseId) => cases.get(caseId) ?? placeholder(caseId), this.hash);
      if (brought?.changed) cases.set(brought.changed.caseId, brought.changed);
      if (brought?.piece) pieces.push(brought.piece);
    }
    const touched = await this.#reader.read(
      caseIds,
      pieces,
      [...cases.values()].flatMap(({ numbers }) => numbers),
    );
    await this.#entries.load('case_id', touched);
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
    if (!known) return;
    const tolerances = tolerancesOf(known, this.work.policyOf);
    const around = this.#book.around(caseId, tolerances.clockMs);
    const entries = auditTrail(around, tolerances, at).filter((entry) => isOwn(entry, around.elsewhere));
    const left = new Set(this.#entries.ofCase(caseId));
    for (const entry of entries) {
      const key = `${caseId}/${entry.entryId}`;
      left.delete(key);
      this.#entries.put(key, toRow(caseId, entry), cause, at, memoOf(entry, known, tolerances));
    }
    for (const key of left) this.#entries.delete(key, cause, at);
  }
}

function tolerancesOf({ policies }: EvidenceCase, policyOf: PolicyOf): Tolerances {
  const { evidence: expected } = policyOf(policies);
  return {
    graceMs: expected.graceMinutes * MINUTE_MS,
    clockMs: expected.toleranceSeconds * SECOND_MS,
    lateNoteMs: expected.lateNoteMinutes * MINUTE_MS,
  };
}

/** A recording that no call claims is this case's by its number; without one nobody knows whose it is. */
const isOwn = ({ call, recording, notes }: Entry, elsewhere: ReadonlySet<CallEvidence>): boolean =>
  call ? !elsewhere.has(call) : notes.length > 0 || recording?.number !== undefined;

const memoOf = (
  { at, call, recording, notes, class: judged }: Entry,
  { timeZone }: EvidenceCase,
  { graceMs }: Tolerances,
): Memo => ({
  at,
  day: dateOf(localDay(at, timeZone)),
  agentId: call?.agentId ?? recording?.agentId ?? notes[0]?.agentId ?? null,
  next: judged === 'pending' && call ? call.endedAt + graceMs : null,
});

const toRow = (
  caseId: string,
  { entryId, call, recording, candidates, notes, class: judged, findings }: Entry,
): AuditTrailRow => ({
  caseId,
  entryId,
  ...(call && { callId: call.callId, call: callRow(call) }),
  ...(recording && { recording: recordingRow(recording) }),
  ...(candidates.length > 0 && { candidates: candidates.map(recordingRow) }),
  notes: notes.map(noteRow),
  class: judged,
  findings,
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
