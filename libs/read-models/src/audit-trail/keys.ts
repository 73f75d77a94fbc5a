/** What pieces of evidence are found by, and what of others has to do with them. */
import { dayOf, FARTHEST_MS, SAME_TIME_MS } from '@reconciliation';
import type { Piece } from './brought';

/** How far apart in time what belongs together may be; milliseconds. */
export class Reach {
  /** Between the beginnings of a call and of its recording, by clocks that may be off. */
  readonly nearMs: number;

  /** `widestClockMs` is the widest tolerance of any rule book here. */
  constructor(widestClockMs: number) {
    this.nearMs = Math.max(widestClockMs, FARTHEST_MS + SLACK_MS);
  }
}

/** The widest that a rule book allows once clocks are known. */
const SLACK_MS = 60_000;
/** The same audio is looked for around its time, by two clocks that may both be off. */
export const COPY_MS = SAME_TIME_MS + 2 * FARTHEST_MS;

export const idKey = (id: string): string => `id ${id}`;
export const recordingKey = (recordingId: string): string => `recording ${recordingId}`;
export const numberKey = (number: string): string => `number ${number}`;
export const fileKey = (file: string): string => `file ${file}`;
const agentKey = (agentId: string): string => `agent ${agentId}`;
export const shaKey = (sha256: string): string => `sha256 ${sha256}`;
export const callKey = ({ caseId, callId }: { caseId: string; callId: string }): string => `call ${caseId} ${callId}`;
export const clockKey = (source: string, day: number): string => `clock ${day} ${source}`;

/** What a piece is found by: some of it at any time, some at about the same time. */
export interface Keys {
  readonly always: readonly string[];
  readonly near: readonly string[];
  /** Epoch milliseconds. */
  readonly at: readonly number[];
}

const NOTHING: Keys = { always: [], near: [], at: [] };

export function keysOf(piece: Piece, { nearMs }: Reach): Keys {
  switch (piece.kind) {
    case 'call': {
      const { ids, recordingId, number, agentId, startedAt, endedAt } = piece.evidence;
      return {
        always: [...ids.map(idKey), ...(recordingId === undefined ? [] : [recordingKey(recordingId)])],
        near: [numberKey(number), agentKey(agentId)],
        // A part of it may have been recorded at any time of a long call.
        at: Array.from({ length: Math.floor((endedAt - startedAt) / nearMs) + 1 }, (_, i) => startedAt + i * nearMs),
      };
    }
    case 'recording':
      return keysOfRecording(piece);
    case 'note':
      return piece.evidence.callId === undefined
        ? NOTHING
        : { always: [idKey(piece.evidence.callId)], near: [], at: [piece.evidence.writtenAt] };
    case 'check':
    case 'removal':
      return { always: [recordingKey(piece.evidence.recordingId)], near: [], at: [0] };
    case 'decision': {
      const { recordingId, decidedAt } = piece.evidence;
      const recordings = recordingId === undefined ? [] : [recordingKey(recordingId)];
      return { always: [callKey(piece.evidence), ...recordings], near: [], at: [decidedAt] };
    }
    default:
      return NOTHING;
  }
}

function keysOfRecording({ evidence, file }: Piece & { readonly kind: 'recording' }): Keys {
  const { ids, recordingId, number, agentId, startedAt, sha256, source } = evidence;
  return {
    always: [
      ...ids.map(idKey),
      recordingKey(recordingId),
      clockKey(source, dayOf(evidence)),
      ...(sha256 === undefined ? [] : [shaKey(sha256)]),
      ...(file === undefined ? [] : [fileKey(file)]),
    ],
    // One without a number can be found by its agent only.
    near: number !== undefined ? [numberKey(number)] : agentId !== undefined ? [agentKey(agentId)] : [],
    at: [startedAt],
  };
}

/** What others are found by that have to do with a piece: keys of a kind, at any time or between two instants (epoch milliseconds). */
export interface Sought {
  readonly kind: Piece['kind'];
  readonly key: string;
  readonly from?: number;
  readonly to?: number;
}

export function soughtBy(piece: Piece, reach: Reach): readonly Sought[] {
  const { nearMs } = reach;
  const { near } = keysOf(piece, reach);
  switch (piece.kind) {
    case 'call': {
      const { ids, recordingId, startedAt, endedAt } = piece.evidence;
      return [
        ...ids.flatMap((id) => [
          { kind: 'recording' as const, key: idKey(id) },
          { kind: 'note' as const, key: idKey(id) },
        ]),
        ...(recordingId === undefined ? [] : [{ kind: 'recording' as const, key: recordingKey(recordingId) }]),
        ...near.map((key) => ({ kind: 'recording' as const, key, from: startedAt - nearMs, to: endedAt + nearMs })),
        { kind: 'decision', key: callKey(piece.evidence) },
      ];
    }
    case 'recording': {
      const { ids, recordingId, startedAt, sha256 } = piece.evidence;
      return [
        ...ids.map((id) => ({ kind: 'call' as const, key: idKey(id) })),
        { kind: 'call', key: recordingKey(recordingId) },
        ...near.map((key) => ({ kind: 'call' as const, key, from: startedAt - 2 * nearMs, to: startedAt + nearMs })),
        ...(sha256 === undefined
          ? []
          : [{ kind: 'recording' as const, key: shaKey(sha256), from: startedAt - COPY_MS, to: startedAt + COPY_MS }]),
        { kind: 'decision', key: recordingKey(recordingId) },
        { kind: 'check', key: recordingKey(recordingId) },
        { kind: 'removal', key: recordingKey(recordingId) },
      ];
    }
    case 'note':
      return piece.evidence.callId === undefined ? [] : [{ kind: 'call', key: idKey(piece.evidence.callId) }];
    case 'check':
    case 'removal':
      return [{ kind: 'recording', key: recordingKey(piece.evidence.recordingId) }];
    case 'decision': {
      const { callId, recordingId } = piece.evidence;
      const recordings =
        recordingId === undefined ? [] : [{ kind: 'recording' as const, key: recordingKey(recordingId) }];
      return [{ kind: 'call', key: idKey(callId) }, ...recordings];
    }
    default:
      return [];
  }
}
