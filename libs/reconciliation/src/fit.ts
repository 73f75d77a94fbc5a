/** How well a recording fits a call. */
import type { CallEvidence, RecordingEvidence, Tolerances } from './evidence';

/** What agreement is worth. A recorder that does not offer a field is judged by those it offers. */
const WEIGHT = { number: 0.25, agent: 0.15, line: 0.1, time: 0.3, length: 0.2 };

/** Above any sum of weights: a shared id cannot be outweighed. */
const SHARED_ID = 10;

/** A pair that fits less is no pair. */
const ENOUGH = 0.6;

/** Lengths of short calls differ by a ring or two. */
const SHORTEST_LENGTH_MS = 30_000;

/** From 0.6 to 1, more with a shared id; 0 where they contradict each other or have too little in common. */
export function fitOf(call: CallEvidence, recording: RecordingEvidence, { clockMs }: Tolerances): number {
  const agreement = agreementOf(call, recording, clockMs);
  if (sharesId(call, recording)) return SHARED_ID + agreement.score;
  const contradicts =
    recording.direction !== call.direction ||
    identifying(call, recording).some(([, mine, theirs]) => theirs !== undefined && mine !== theirs);
  const named = recording.number !== undefined || recording.agentId !== undefined;
  return contradicts || !named || agreement.apart > clockMs || agreement.score < ENOUGH ? 0 : agreement.score;
}

/** Does the recording name the call, or the call the recording, in any system? */
export const sharesId = (call: CallEvidence, recording: RecordingEvidence): boolean =>
  call.recordingId === recording.recordingId || recording.ids.some((id) => call.ids.includes(id));

/** Milliseconds between the beginnings; a recorder may begin with the ringing or with the answer. */
export const apartOf = (call: CallEvidence, recording: RecordingEvidence): number =>
  Math.min(...beginnings(call).map((at) => Math.abs(at - recording.startedAt)));

const beginnings = ({ startedAt, answeredAt }: CallEvidence): readonly number[] =>
  answeredAt === undefined ? [startedAt] : [startedAt, answeredAt];

const identifying = (call: CallEvidence, recording: RecordingEvidence) =>
  [
    ['number', call.number, recording.number],
    ['agent', call.agentId, recording.agentId],
    ['line', call.lineId, recording.lineId],
  ] as const;

function agreementOf(call: CallEvidence, recording: RecordingEvidence, clockMs: number) {
  const apart = apartOf(call, recording);
  // Squared, so that two clocks that run apart by the same time all day explain more than a swap does.
  const time = 1 - Math.min(1, (apart / Math.max(1, clockMs)) ** 2);
  const length = Math.max(...beginnings(call).map((at) => alike(call.endedAt - at, lengthOf(recording))));
  const offered = identifying(call, recording).filter(([, , theirs]) => theirs !== undefined);
  const whole = WEIGHT.time + WEIGHT.length + offered.reduce((sum, [field]) => sum + WEIGHT[field], 0);
  const reached =
    WEIGHT.time * time +
    WEIGHT.length * length +
    offered.reduce((sum, [field, mine, theirs]) => sum + (mine === theirs ? WEIGHT[field] : 0), 0);
  return { apart, score: reached / whole };
}

const lengthOf = ({ startedAt, endedAt }: RecordingEvidence): number => endedAt - startedAt;

const alike = (a: number, b: number): number => 1 - Math.abs(a - b) / Math.max(a, b, SHORTEST_LENGTH_MS);
