/** Evidence as it is kept in the database, and what it is found by. */
import type { Queryable, Row } from '../database';
import type { Work } from '../projection';
import type { RowSetOptions } from '../row-set';
import { evidence, evidenceCase, evidenceKey } from '../schema';
import { caseIdOfPiece, type EvidenceCase, type Piece } from './brought';
import { fileKey, keysOf, type Reach } from './keys';

export const caseRows: RowSetOptions<EvidenceCase, object> = {
  table: evidenceCase,
  told: false,
  columns: (_key, { numbers }) => ({ numbers }),
};

/** Where an event is stored: one event brings one piece. */
export const pieceKey = ({ evidence: { ref } }: Piece): string => `${ref.stream} ${ref.revision}`;

/** A piece, and when the ledger learnt of it (epoch milliseconds). */
export interface Coming {
  readonly piece: Piece;
  readonly recordedAt: number;
}

/** Writes pieces that are new, and what they are found by. */
export function writePieces({ write }: Work, coming: readonly Coming[], reach: Reach): void {
  write(
    evidence,
    coming.map(({ piece, recordedAt }) => ({
      key: pieceKey(piece),
      case_id: caseIdOfPiece(piece) ?? null,
      recorded_at: recordedAt,
      value: piece,
    })),
  );
  write(
    evidenceKey,
    coming.flatMap(({ piece }) => keyRows(piece, reach)),
  );
}

const keyRows = (piece: Piece, reach: Reach): readonly Row[] =>
  foundBy(piece, reach).map((row) => ({ ...row, piece: pieceKey(piece) }));

/** One thing that a piece is found by; `at` is epoch milliseconds. */
export interface FoundBy {
  readonly key: string;
  readonly at: number;
}

/** Each kind is looked for by itself. */
export const withKind = (kind: Piece['kind'], key: string): string => `${kind} ${key}`;

export function foundBy(piece: Piece, reach: Reach): readonly FoundBy[] {
  const { always, near, at } = keysOf(piece, reach);
  const [first] = at;
  if (first === undefined && always.length > 0) throw new Error('a piece of evidence is at no time');
  const rows = [
    ...always.map((key) => ({ key: withKind(piece.kind, key), at: first ?? 0 })),
    ...near.flatMap((key) => at.map((one) => ({ key: withKind(piece.kind, key), at: one }))),
  ];
  return [...new Map(rows.map((row) => [`${row.key} ${row.at}`, row])).values()];
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
    [withKind('recording', fileKey(file))],
  );
  return rows.map(({ id }) => id);
}
