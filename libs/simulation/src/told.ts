/** A call as it really was, and what its note and its recorder make of it. */
import type { EventData } from '@case';
import type { Chance } from './chance';
import type { Defect } from './defects';
import { DAY_MS, HOUR_MS, instant, MINUTE_MS, SECOND_MS } from './time';
import type { SimulatedCase } from './world';

export interface Call {
  readonly of: SimulatedCase;
  readonly body: EventData<'CallAttempted'>;
  readonly startedAt: number;
  readonly answeredAt: number | undefined;
  readonly endedAt: number;
  readonly defect: Defect | undefined;
  readonly promised: Promised | undefined;
}

interface Promised {
  readonly minor: number;
  readonly dueAt: number;
}

export type Recording = EventData<'RecordingRegistered'>;
type Note = EventData<'NoteTaken'>;

/** Who answered, where the dialer says so. Some have somebody else on the phone. */
export function answererOf(defect: Defect | undefined, chance: Chance): 'self' | 'relative' | undefined {
  if (defect === 'wrong-party-note') return 'relative';
  const drawn = chance.between(1, 100);
  if (defect === undefined && drawn <= 6) return 'relative';
  return drawn <= 50 ? 'self' : undefined;
}

/** What a note of a conversation says. */
export const conversation = (
  { defect, endedAt, body }: Call,
  told: Promised | undefined,
  chance: Chance,
): Partial<Note> & Pick<Note, 'outcome'> => ({
  outcome: outcomeOf(body, defect, told, chance),
  ...(defect !== 'incomplete-note' && { reasonForDelay: chance.one(['awaiting-wages', 'temporary-shortage']) }),
  likelihood: 'medium',
  suggestedAction: 'Call again.',
  goods: 'in-place',
  nextActionOn: instant(endedAt + DAY_MS).slice(0, 10),
  ...(told && { promised: { amount: { currency: 'EUR', minor: told.minor }, dueAt: instant(told.dueAt) } }),
});

function outcomeOf(
  { answeredBy }: Call['body'],
  defect: Defect | undefined,
  told: Promised | undefined,
  chance: Chance,
): Note['outcome'] {
  if (defect === 'wrong-party-note') return chance.one(['hardship', 'disputed']);
  if (answeredBy?.relation === 'relative') return chance.one(['third-party', 'call-back']);
  return told ? 'promised' : chance.one(['refused', 'call-back', 'hardship']);
}

/** Epoch milliseconds. */
export function writtenAt({ defect, startedAt, endedAt }: Call, chance: Chance): number {
  if (defect === 'late-note') return endedAt + chance.between(35, 600) * MINUTE_MS;
  if (defect === 'very-late-note') return endedAt + chance.between(25, 60) * HOUR_MS;
  if (defect === 'early-note') return writtenEarly(startedAt, (endedAt - startedAt) / SECOND_MS, chance);
  return endedAt + chance.between(20, 80) * SECOND_MS;
}

/** Before the call, or while it goes on. */
function writtenEarly(startedAt: number, seconds: number, chance: Chance): number {
  const room = Math.floor(seconds) - 15;
  if (room < 1 || chance.between(0, 1) === 0) return startedAt - chance.between(3, 8) * MINUTE_MS;
  return startedAt + chance.between(1, room) * SECOND_MS;
}

/** The note tells of no promise, though one is on record. */
const KEPT_SILENT: ReadonlySet<string> = new Set<Defect>([
  'promise-not-noted',
  'contradicting-note',
  'unheard-promise',
]);

/** The promise as the note has it. */
export function toldOf({ defect, promised }: Call): Promised | undefined {
  if (!promised || KEPT_SILENT.has(defect ?? '')) return undefined;
  if (defect === 'promise-amount') return { ...promised, minor: promised.minor + 1_000 };
  return defect === 'promise-date' ? { ...promised, dueAt: promised.dueAt + 2 * DAY_MS } : promised;
}

/** A recorder that tells of pauses: that there was none, or one in the middle. Most tell nothing. */
export function pausesOf(defect: Defect | undefined, from: number, to: number): Pick<Recording, 'pauses'> {
  if (defect === 'card-recorded') return { pauses: [] };
  if (defect !== 'idle-pause') return {};
  const middle = Math.round((from + to) / 2);
  return { pauses: [{ from: instant(middle - 4 * SECOND_MS), until: instant(middle + 4 * SECOND_MS) }] };
}
