/**
 * What is written down with each checkpoint: the signed note, the leaves since the one before it with their positions in the
 * store, and what the next one goes on from. Only the note is to be trusted; the rest is there to find the way.
 */
import { type Static, Type } from '@sinclair/typebox';
import Ajv from 'ajv';
import type { Hash } from './merkle';

/** The stream that they are kept on, beside those of the events. */
export const CHECKPOINT_STREAM = 'checkpoint-log';
export const CHECKPOINT_TYPE = 'CheckpointSigned';

const HASH_BYTES = 32;
const POSITION_BYTES = 8;

export const CheckpointData = Type.Object(
  {
    note: Type.String(),
    size: Type.Integer({ minimum: 1 }),
    /** RFC 3339, UTC. */
    signedAt: Type.String(),
    /** Hashes of 32 bytes each, base64. */
    leaves: Type.String(),
    /** Of 8 bytes each, base64. */
    positions: Type.String(),
    peaks: Type.String(),
  },
  { additionalProperties: false },
);
export type CheckpointData = Static<typeof CheckpointData>;

// That the schema is one, tests look at.
const check = new Ajv({ strict: true, validateSchema: false }).compile<CheckpointData>(CheckpointData);

export interface CheckpointRecord {
  readonly note: string;
  readonly size: number;
  readonly signedAt: string;
  readonly leaves: readonly Hash[];
  readonly positions: readonly bigint[];
  readonly peaks: readonly Hash[];
}

export const toCheckpointData = ({ leaves, positions, peaks, ...rest }: CheckpointRecord): CheckpointData => ({
  ...rest,
  leaves: Buffer.concat(leaves).toString('base64'),
  positions: Buffer.concat(positions.map(positionBytes)).toString('base64'),
  peaks: Buffer.concat(peaks).toString('base64'),
});

/** Throws where it is none. */
export function fromCheckpointData(data: unknown): CheckpointRecord {
  if (!check(data)) throw new Error('the record of a checkpoint is damaged');
  const leaves = pieces(data.leaves, HASH_BYTES);
  const positions = pieces(data.positions, POSITION_BYTES).map((bytes) => bytes.readBigUInt64BE());
  if (leaves.length !== positions.length) throw new Error('the record of a checkpoint is damaged');
  return {
    note: data.note,
    size: data.size,
    signedAt: data.signedAt,
    leaves,
    positions,
    peaks: pieces(data.peaks, HASH_BYTES),
  };
}

function positionBytes(position: bigint): Buffer {
  const bytes = Buffer.alloc(POSITION_BYTES);
  bytes.writeBigUInt64BE(position);
  return bytes;
}

function pieces(base64: string, length: number): readonly Buffer[] {
  const bytes = Buffer.from(base64, 'base64');
  return Array.from({ length: Math.floor(bytes.length / length) }, (_, i) =>
    bytes.subarray(i * length, (i + 1) * length),
  );
}
