/** How well a recording fits a call. */
import type { CallEvidence, RecordingEvidence } from './evidence';

/** What agreement is worth. A recorder that does not offer a field is judged by those it offers. */
const WEIGHT = { number: 0.25, agent: 0.15, line: 0.1, time: 0.3, length: 0.2 };

/** A pair that fits less is no pair. */
const ENOUGH = 0.6;

/** Of a pair whose id everything else speaks against: better than nothing, and worse than any pair that fits. */
export const CONTRADICTED = 0.3;

/** Lengths of short calls differ by a ring or two. */
const SHORTEST_LENGTH_MS = 30_000;

/** A recording with its clock set right. */
export class Timed {
  /** The assignment has given it to a call, or found it in doubt. */
  isPlaced = false;

  /** `offsetMs` is undefined where it is not known by how much the clock is ahead. */
  constructor(
    readonly recording: RecordingEvidence,
    readonly offsetMs: number | undefined,
  ) {}

  /** Epoch milliseconds of the dialer's clock. */
  get startedAt(): number {
    return this.recording.startedAt - (this.offsetMs ?? 0);
  }

  get endedAt(): number {
    return this.recording.endedAt - (this.offsetMs ?? 0);
  }
}

/** How far apart the two may begin. */
export const reachOf = ({ rules }: CallEvidence, { offsetMs }: Timed): number =>
  offsetMs === undefined ? rules.clockMs : Math.min(rules.clockMs, rules.correctedClockMs);

/** From 0.6 to 1; 0 where they contradict each other or have too little in common. */
export function fitOf(call: CallEvidence, made: Timed): number {
  const { recording } = made;
  const named = recording.number !== undefined || recording.agentId !== undefined;
  if (!named || contradicts(call, recording) || apartOf(call, made) > reachOf(call, made)) return 0;
  const score = agreementOf(call, made);
  return score < ENOUGH ? 0 : score;
}

/** Does the recording name the call, or the call the recording, in any system? */
export const sharesId = (call: CallEvidence, recording: RecordingEvidence): boolean =>
  call.recordingId === recording.recordingId || recording.ids.some((id) => call.ids.includes(id));

/** Does the recorder say something else than the dialer of who called whom, which way? */
export const contradicts = (call: CallEvidence, recording: RecordingEvidence): boolean =>
  recording.direction !== call.direction ||
  differs(call.number, recording.number) ||
  differs(call.agentId, recording.agentId) ||
  differs(call.lineId, recording.lineId);

const differs = (mine: string, theirs: string | undefined): boolean => theirs !== undefined && mine !== theirs;

/** Milliseconds between the beginnings; a recorder may begin with the ringing or with the answer. */
export const apartOf = (call: CallEvidence, { startedAt }: Pick<Timed, 'startedAt'>): number => {
  const ringing = Math.abs(call.startedAt - startedAt);
  return call.answeredAt === undefined ? ringing : Math.min(ringing, Math.abs(call.answeredAt - startedAt));
};

/** From 0 to 1, with whatever the recorder offers. */
export function agreementOf(call: CallEvidence, made: Timed): number {
  const { number, agentId, lineId } = made.recording;
  // Squared, so that two clocks that run apart by the same time all day explain more than a swap does.
  const time = 1 - Math.min(1, (apartOf(call, made) / Math.max(1, reachOf(call, made))) ** 2);
  let whole = WEIGHT.time + WEIGHT.length;
  let reached = WEIGHT.time * time + WEIGHT.length * lengthsAlike(call, made);
  if (number !== undefined) {
    whole += WEIGHT.number;
    if (number === call.number) reached += WEIGHT.number;
  }
  if (agentId !== undefined) {
    whole += WEIGHT.agent;
    if (agentId === call.agentId) reached += WEIGHT.agent;
  }
  if (lineId !== undefined) {
    whole += WEIGHT.line;
    if (lineId === call.lineId) reached += WEIGHT.line;
  }
  return reached / whole;
}

function lengthsAlike(call: CallEvidence, { startedAt, endedAt }: Timed): number {
  const length = endedAt - startedAt;
  const whole = alike(call.endedAt - call.startedAt, length);
  return call.answeredAt === undefined ? whole : Math.max(whole, alike(call.endedAt - call.answeredAt, length));
}

const alike = (a: number, b: number): number => 1 - Math.abs(a - b) / Math.max(a, b, SHORTEST_LENGTH_MS);
