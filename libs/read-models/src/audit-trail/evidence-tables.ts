/** Evidence as it is kept in the database, read in bulk around whatever a batch has to do with. */
import type { RecordingEvidence } from '@reconciliation';
import type { Row } from '../database';
import type { Work } from '../projection';
import type { RowSetOptions } from '../row-set';
import { evidence, evidenceCase } from '../schema';
import { type CaseCall, EvidenceBook, type EvidenceCase, idKey, type Piece, recordingKey } from './evidence-book';

const DAY_MS = 86_400_000;

export const caseRows: RowSetOptions<EvidenceCase, object> = {
  table: evidenceCase,
  told: false,
  columns: (_key, { numbers }) => ({ numbers }),
};

export const pieceRows: RowSetOptions<Piece, object> = {
  table: evidence,
  told: false,
  columns: (_key, piece) => columnsOf(piece),
};

/** Where an event is stored: one event brings one piece. */
export const pieceKey = ({ evidence: { ref } }: Piece): string => `${ref.stream} ${ref.revision}`;

function columnsOf(piece: Piece): Row {
  const { kind, evidence } = piece;
  switch (kind) {
    case 'note':
      return { kind, case_id: evidence.caseId, ids: [], started_at: evidence.writtenAt };
    case 'call':
      return {
        kind,
        case_id: evidence.caseId,
        ids: idsOf(piece),
        number: evidence.number,
        agent_id: evidence.agentId,
        started_at: evidence.startedAt,
        answered_at: evidence.answeredAt,
      };
    case 'recording':
      return {
        kind,
        ids: idsOf(piece),
        number: evidence.number,
        agent_id: evidence.agentId,
        started_at: evidence.startedAt,
      };
  }
}

/** What a call and its recording may have in common. */
function idsOf({ kind, evidence }: Exclude<Piece, { kind: 'note' }>): readonly string[] {
  const other = evidence.recordingId === undefined ? [] : [recordingKey(evidence.recordingId)];
  return kind === 'call' || kind === 'recording' ? [...evidence.ids.map(idKey), ...other] : [];
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

  /** Everything around cases that are on record, and around pieces that are about to be. */
  async read(caseIds: Iterable<string>, coming: readonly Piece[], comingNumbers: readonly string[]): Promise<void> {
    const near = await this.#competing(coming);
    const touched = new Set([
      ...caseIds,
      ...near.flatMap((piece) => (piece.kind === 'call' ? [piece.evidence.caseId] : [])),
    ]);
    const numbers = [...near, ...coming].flatMap((piece) =>
      piece.kind === 'recording' && piece.evidence.number !== undefined ? [piece.evidence.number] : [],
    );
    const cases = await this.#casesOf([...touched], numbers);
    const own = await this.#select('e.case_id = ANY($1::text[])', [cases.map(({ caseId }) => caseId)]);
    const named = await this.#select(`e.kind = 'recording' AND e.number = ANY($1::text[])`, [
      [...cases.flatMap((one) => one.numbers), ...comingNumbers],
    ]);
    await this.#competing([...own, ...named]);
  }

  async #casesOf(caseIds: readonly string[], numbers: readonly string[]): Promise<readonly EvidenceCase[]> {
    const table = this.work.table(evidenceCase);
    const rows = await this.work.tx.query(
      `SELECT value FROM ${table} WHERE key = ANY($1::text[])
       UNION SELECT value FROM ${table} WHERE numbers && $2::text[]`,
      [caseIds, numbers],
    );
    const cases = (rows as unknown as readonly { value: EvidenceCase }[]).map(({ value }) => value);
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
      const calls = frontier.flatMap((piece) => (piece.kind === 'call' ? [piece.evidence] : []));
      const recordings = frontier.flatMap((piece) => (piece.kind === 'recording' ? [piece.evidence] : []));
      frontier = [...(await this.#recordingsNear(calls)), ...(await this.#callsNear(recordings))];
      found.push(...frontier);
    }
    return found;
  }

  async #recordingsNear(calls: readonly CaseCall[]): Promise<readonly Piece[]> {
    if (calls.length === 0) return [];
    const begins = calls.map(({ startedAt, answeredAt }) => [startedAt, answeredAt ?? startedAt] as const);
    const from = begins.map((at) => Math.min(...at) - this.clockMs);
    const to = begins.map((at) => Math.max(...at) + this.clockMs);
    return [
      ...(await this.#select(`e.kind = 'recording' AND e.ids && $1::text[]`, [
        calls.flatMap((call) => idsOf({ kind: 'call', evidence: call })),
      ])),
      ...(await this.#select(
        `e.kind = 'recording' AND e.number = w.value AND e.started_at BETWEEN w.low AND w.high`,
        [calls.map(({ number }) => number), from, to],
        WINDOWS,
      )),
      ...(await this.#select(
        `e.kind = 'recording' AND e.number IS NULL AND e.agent_id = w.value AND e.started_at BETWEEN w.low AND w.high`,
        [calls.map(({ agentId }) => agentId), from, to],
        WINDOWS,
      )),
    ];
  }

  async #callsNear(recordings: readonly RecordingEvidence[]): Promise<readonly Piece[]> {
    if (recordings.length === 0) return [];
    const windows = (of: readonly RecordingEvidence[], value: (one: RecordingEvidence) => string | undefined) => [
      of.map(value),
      of.map(({ startedAt }) => startedAt - this.clockMs),
      of.map(({ startedAt }) => startedAt + this.clockMs),
    ];
    const numbered = recordings.filter(({ number }) => number !== undefined);
    const unnumbered = recordings.filter(({ number, agentId }) => number === undefined && agentId !== undefined);
    const time = `e.started_at BETWEEN w.low - ${DAY_MS} AND w.high AND (e.started_at >= w.low OR e.answered_at BETWEEN w.low AND w.high)`;
    return [
      ...(await this.#select(`e.kind = 'call' AND e.ids && $1::text[]`, [
        recordings.flatMap((recording) => idsOf({ kind: 'recording', evidence: recording })),
      ])),
      ...(numbered.length === 0
        ? []
        : await this.#select(
            `e.kind = 'call' AND e.number = w.value AND ${time}`,
            windows(numbered, ({ number }) => number),
            WINDOWS,
          )),
      ...(unnumbered.length === 0
        ? []
        : await this.#select(
            `e.kind = 'call' AND e.agent_id = w.value AND ${time}`,
            windows(unnumbered, ({ agentId }) => agentId),
            WINDOWS,
          )),
    ];
  }

  /** Those that were not read yet, added to the book. */
  async #select(where: string, params: readonly unknown[], from = ''): Promise<readonly Piece[]> {
    const rows = await this.work.tx.query(
      `SELECT e.key, e.value FROM ${from} ${this.work.table(evidence)} e WHERE ${where} ORDER BY e.key`,
      params,
    );
    const fresh: Piece[] = [];
    for (const { key, value } of rows as unknown as readonly { key: string; value: Piece }[]) {
      if (this.#pieces.has(key)) continue;
      this.#pieces.add(key);
      this.book.add(value);
      fresh.push(value);
    }
    return fresh;
  }
}

const WINDOWS = 'unnest($1::text[], $2::bigint[], $3::bigint[]) AS w (value, low, high),';
