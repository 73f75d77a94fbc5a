/** What an entry shows amiss: by its class, and beside it. */
import {
  type AudioRemoval,
  type CallEvidence,
  type CardPayment,
  compare,
  type EventRef,
  type NoteEvidence,
  type Pause,
  type PromiseEvidence,
  type RecordingEvidence,
} from './evidence';
import { apartOf, contradicts, reachOf, type Timed } from './fit';
import type { Slot } from './slot';

/** Classes that are amiss of themselves: each is a finding as well, so that somebody can be told of it, and settle it. */
const AMISS = {
  ambiguous: 'recordings and calls fit each other about equally well: a person has to decide',
  'note-without-call': 'the note tells of a call that is not on record',
  'recording-without-call': 'no call on record is the one that was recorded',
  'call-without-evidence': 'there is neither a recording nor a note of the call',
  'recording-without-note': 'nobody wrote down what was said in the call',
  'note-without-recording': 'there is no recording of the call',
} as const;
type AmissClass = keyof typeof AMISS;

const isAmiss = (judged: string): judged is AmissClass => Object.hasOwn(AMISS, judged);

export const FINDING_CODES = [
  'ambiguous',
  'note-without-call',
  'recording-without-call',
  'call-without-evidence',
  'recording-without-note',
  'note-without-recording',
  'late-note',
  'very-late-note',
  'early-note',
  'incomplete-note',
  'contradiction',
  'wrong-agent',
  'unassigned-agent',
  'wrong-case',
  'duplicate-call',
  'duplicate-note',
  'shared-note',
  'weak-match',
  'split-recording',
  'duplicate-recording',
  'truncated-recording',
  'swapped-recording',
  'claimed-twice',
  'integrity-failed',
  'recording-lost',
  'recording-purged',
  'missing-pause',
  'unexplained-pause',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

export type Severity = 'info' | 'low' | 'medium' | 'high' | 'critical';

/** What a contradiction is about. */
export const SUBJECTS = [
  'outcome',
  'party',
  'audio',
  'length',
  'number',
  'time',
  'promise',
  'promise-amount',
  'promise-date',
  'promise-unheard',
] as const;
export type Subject = (typeof SUBJECTS)[number];

export interface Finding {
  /** The same evidence gives the same key, within the case. */
  readonly key: string;
  readonly code: FindingCode;
  readonly subject?: Subject;
  readonly severity: Severity;
  readonly rule: string;
  readonly evidence: readonly EventRef[];
  readonly detail: string;
}

const SEVERITY: Readonly<Record<FindingCode, Severity>> = {
  ambiguous: 'medium',
  'note-without-call': 'critical',
  'recording-without-call': 'high',
  'call-without-evidence': 'medium',
  'recording-without-note': 'high',
  'note-without-recording': 'high',
  'late-note': 'low',
  'very-late-note': 'medium',
  'early-note': 'high',
  'incomplete-note': 'medium',
  contradiction: 'high',
  'wrong-agent': 'medium',
  'unassigned-agent': 'medium',
  'wrong-case': 'high',
  'duplicate-call': 'medium',
  'duplicate-note': 'medium',
  'shared-note': 'low',
  'weak-match': 'info',
  'split-recording': 'info',
  'duplicate-recording': 'info',
  'truncated-recording': 'medium',
  'swapped-recording': 'high',
  'claimed-twice': 'high',
  'integrity-failed': 'critical',
  'recording-lost': 'critical',
  'recording-purged': 'info',
  'missing-pause': 'critical',
  'unexplained-pause': 'medium',
};

const RULE: Partial<Readonly<Record<FindingCode, string>>> = {
  ambiguous: 'A1',
  'recording-without-call': 'A1',
  'call-without-evidence': 'A1',
  'note-without-recording': 'A1',
  'duplicate-call': 'A1',
  'incomplete-note': 'A3',
  'weak-match': 'A1',
  'split-recording': 'A1',
  'duplicate-recording': 'A1',
  'truncated-recording': 'A4',
  'swapped-recording': 'A4',
  'claimed-twice': 'A4',
  'integrity-failed': 'A4',
  'recording-lost': 'A1',
  'recording-purged': 'A1',
  'missing-pause': 'A1',
  'unexplained-pause': 'A1',
};

/** A name of what the finding is about, beside its call. */
interface About {
  readonly id: string;
  readonly ref: EventRef;
}

const aboutCall = ({ callId, ref }: CallEvidence): About => ({ id: callId, ref });
const aboutNote = ({ noteId, ref }: NoteEvidence): About => ({ id: noteId, ref });
const aboutRecording = ({ recordingId, ref }: RecordingEvidence): About => ({ id: recordingId, ref });
const aboutPromise = ({ promiseId, ref }: PromiseEvidence): About => ({ id: promiseId, ref });

function found(code: FindingCode, detail: string, of: About, abouts: readonly About[], subject?: Subject): Finding {
  return {
    key: [code, ...(subject ? [subject] : []), of.id, ...abouts.slice(0, 2).map(({ id }) => id)].join('~'),
    code,
    ...(subject && { subject }),
    severity: SEVERITY[code],
    rule: RULE[code] ?? 'A2',
    evidence: [of.ref, ...abouts.map(({ ref }) => ref)],
    detail,
  };
}

/** What the class of a call's entry says. That nobody answered makes it weigh less. */
export function classFindings(judged: string, { call, recording, notes, candidates }: Slot): readonly Finding[] {
  if (!isAmiss(judged)) return NONE;
  const refs = [...candidates, ...(recording ? [recording] : []), ...notes].map(({ ref }) => ref);
  const finding = amiss(judged, { id: call.callId, ref: call.ref }, refs);
  return [judged === 'call-without-evidence' && !call.answered ? { ...finding, severity: 'low' } : finding];
}

/** Whatever else is found of it, the same entry is amiss in this way once. */
const amiss = (judged: AmissClass, of: About, refs: readonly EventRef[]): Finding => ({
  ...found(judged, AMISS[judged], of, []),
  evidence: [of.ref, ...refs],
});

/** Beside a shared id, or what else it was linked by. `promises` are those that name the call. */
export function findingsOf(
  matched: Slot,
  promises: readonly PromiseEvidence[],
  payments: readonly CardPayment[] = NONE,
): readonly Finding[] {
  const { call, notes, sharedNote, repeats, parts, duplicates, candidates } = matched;
  const own: About = { id: call.callId, ref: call.ref };
  const findings = [
    ...recordingFindings(matched, own),
    ...parts.flatMap(({ recording }) => integrityFindings(recording)),
    ...[...duplicates, ...candidates].flatMap(integrityFindings),
    ...pauseFindings(matched, payments, own),
    ...(repeats ? NONE : assignmentFindings(call, own)),
    ...notes.flatMap((note) => [...noteFindings(call, note, own), ...partyFindings(call, note, promises, own)]),
    ...duplicateNotes(notes, own),
    ...(call.answered ? NONE : unheard(promises, own)),
    ...promiseFindings(notes, promises, own),
  ];
  if (repeats)
    findings.push(found('duplicate-call', 'the same call is on record already', own, [aboutCall(repeats.call)]));
  if (sharedNote)
    findings.push(found('shared-note', 'one note stands for several attempts in a row', own, [aboutNote(sharedNote)]));
  return findings.length === 0 ? NONE : findings;
}

const NONE: readonly never[] = [];

/** A debtor who calls back is answered by whoever is free. */
const assignmentFindings = ({ direction, agentId, assignedTo }: CallEvidence, own: About): readonly Finding[] =>
  direction === 'outbound' && assignedTo !== undefined && assignedTo !== agentId
    ? [found('unassigned-agent', 'the call was made by somebody whom the case was not assigned to', own, [])]
    : NONE;

/** A note of another case's call, or of none. */
export const strayFindings = (note: NoteEvidence, elsewhere: CallEvidence | undefined): readonly Finding[] =>
  elsewhere
    ? [
        // Which case that is, is not for everybody who may see this one.
        {
          ...found('wrong-case', 'the call that the note names is one of another case', aboutNote(note), []),
          key: `wrong-case~${note.noteId}~${elsewhere.callId}`,
        },
      ]
    : claimsCall(note)
      ? [amiss('note-without-call', aboutNote(note), [])]
      : NONE;

/** A memorandum may be about no call at all; who names one, or says whether somebody was reached, tells of one. */
const claimsCall = ({ callId, spoke }: NoteEvidence): boolean => callId !== undefined || spoke !== undefined;

/** A recording that is no call's. */
export const looseFindings = (recording: RecordingEvidence): readonly Finding[] => [
  amiss('recording-without-call', aboutRecording(recording), []),
  ...integrityFindings(recording),
];

const removed = (recording: RecordingEvidence, { removalId, ref, cause }: AudioRemoval): Finding =>
  cause === 'lost'
    ? found('recording-lost', 'the audio is gone before its time', aboutRecording(recording), [{ id: removalId, ref }])
    : found(
        'recording-purged',
        'the audio was deleted when its time was over; it counts as there',
        aboutRecording(recording),
        [{ id: removalId, ref }],
      );

/** A payment is put on record when it is through, a little after the card was read out. */
const CARD_MS = 5 * 60_000;

/** Nothing may be recorded while card data is spoken, and everything else has to be. */
function pauseFindings({ call, parts }: Slot, payments: readonly CardPayment[], own: About): readonly Finding[] {
  if (parts.length === 0) return NONE;
  const paid = payments.filter(({ at }) => at >= call.startedAt && at <= call.endedAt + CARD_MS);
  // A recorder that does not tell of pauses may have made some.
  const tells = parts.every(({ recording }) => recording.pauses !== undefined);
  const unspared = tells ? notSpared(call, parts, paid).filter(({ at }) => at <= call.endedAt) : NONE;
  const unexplained = parts.filter((part) =>
    pausesOf(part).some((pause) => !paid.some(({ at }) => sparing(call, part, at)(pause))),
  );
  if (unspared.length === 0 && unexplained.length === 0) return NONE;
  return [
    ...unspared.map(({ paymentId: id, ref }) =>
      found(
        'missing-pause',
        'a card was charged during the call, and nothing was left out of the recording then',
        own,
        [{ id, ref }],
      ),
    ),
    ...unexplained.map(({ recording }) =>
      found('unexplained-pause', 'the recording has a pause, and no card was charged then', own, [
        aboutRecording(recording),
      ]),
    ),
  ];
}

/** Each pause spares one card: of those that may the first, so that later ones are left to later cards. */
function notSpared(call: CallEvidence, parts: readonly Timed[], paid: readonly CardPayment[]): readonly CardPayment[] {
  const free = new Set(parts.flatMap((part) => pausesOf(part).map((pause) => ({ part, pause }))));
  return [...paid]
    .sort((a, b) => a.at - b.at || compare(a.paymentId, b.paymentId))
    .filter(({ at }) => {
      const fitting = [...free].filter(({ part, pause }) => sparing(call, part, at)(pause));
      const [first] = fitting.sort((a, b) => a.pause.until - b.pause.until);
      if (first) free.delete(first);
      return !first;
    });
}

const pausesOf = ({ recording }: Timed): readonly Pause[] => recording.pauses ?? NONE;

/** May the card that was charged at an instant have been read out in this pause, by clocks that may be off? */
const sparing =
  (call: CallEvidence, part: Timed, at: number) =>
  ({ from, until }: Pause): boolean => {
    const slack = reachOf(call, part);
    const offset = part.offsetMs ?? 0;
    return from - offset - slack <= at && until - offset + slack >= at - CARD_MS;
  };

/** Is the audio still what was registered? The newest look at it counts. */
function integrityFindings(recording: RecordingEvidence): readonly Finding[] {
  const { checks = NONE, startedAt, endedAt, removal } = recording;
  const findings = removal ? [removed(recording, removal)] : [];
  const [first] = checks;
  const last = checks.at(-1);
  if (!first || !last) return findings.length === 0 ? NONE : findings;
  const about = [{ id: last.checkId, ref: last.ref }];
  if (last.sha256 !== (recording.sha256 ?? first.sha256))
    findings.push(found('integrity-failed', 'the audio is not what it was', aboutRecording(recording), about, 'audio'));
  const length = endedAt - startedAt;
  // What was paused may be left out of the audio, or be silent in it.
  const paused = (recording.pauses ?? NONE).reduce((sum, { from, until }) => sum + until - from, 0);
  const heard = last.durationMs ?? length;
  const apart = Math.max(heard - length, length - paused - heard);
  if (apart > Math.max(SHORTEST_SLACK_MS, length * SLACK_SHARE))
    findings.push(
      found(
        'integrity-failed',
        'the audio is not as long as was registered',
        aboutRecording(recording),
        about,
        'length',
      ),
    );
  return findings;
}

function recordingFindings(matched: Slot, own: About): readonly Finding[] {
  const { parts, linkedBy, duplicates, contested } = matched;
  const [main] = parts;
  const findings: Finding[] = [];
  // One that nothing fits better is the call's all the same, and one that is claimed by others is told as that.
  const misfiled = matched.misfiled.filter((one) => one !== main?.recording && !contested.includes(one));
  for (const one of misfiled)
    findings.push(
      found('swapped-recording', 'a recording bears an id of this call, and was made of another one', own, [
        aboutRecording(one),
      ]),
    );
  for (const one of contested)
    findings.push(found('claimed-twice', 'another call claims the same recording', own, [aboutRecording(one)]));
  if (!main) return findings;
  const { recording } = main;
  if (linkedBy === 'fit')
    findings.push(
      found('weak-match', 'no id in common: linked by number, agent, time and length', own, [
        aboutRecording(recording),
      ]),
    );
  if (parts.length > 1)
    findings.push(
      found(
        'split-recording',
        'the call is recorded in several parts',
        own,
        parts.map((part) => aboutRecording(part.recording)),
      ),
    );
  for (const one of duplicates)
    findings.push(found('duplicate-recording', 'the same is recorded more than once', own, [aboutRecording(one)]));
  if (linkedBy !== 'decision') findings.push(...contradictedBy(matched, main, own));
  findings.push(...lengthFindings(matched, own));
  return findings;
}

/** An id is believed, and what speaks against it is told. */
function contradictedBy({ call }: Slot, made: Timed, own: About): readonly Finding[] {
  const { recording } = made;
  const about = [aboutRecording(recording)];
  return [
    ...(contradicts(call, recording)
      ? [found('contradiction', 'the recorder names another number, agent, line or direction', own, about, 'number')]
      : []),
    ...(apartOf(call, made) > Math.max(call.rules.clockMs, reachOf(call, made))
      ? [found('contradiction', 'the recording was made at another time than the call', own, about, 'time')]
      : []),
  ];
}

/** Lengths may differ by so much. */
const SHORTEST_SLACK_MS = 3_000;
const SLACK_SHARE = 0.05;
/** Ringing and wrapping up may be on the recording as well. */
const AROUND_MS = 15_000;

function lengthFindings({ call, parts }: Slot, own: About): readonly Finding[] {
  const recorded = parts.reduce((sum, { startedAt, endedAt }) => sum + endedAt - startedAt, 0);
  const whole = call.endedAt - call.startedAt;
  const talk = call.endedAt - (call.answeredAt ?? call.startedAt);
  const slack = (length: number): number => Math.max(SHORTEST_SLACK_MS, length * SLACK_SHARE);
  const about = () => parts.map(({ recording }) => aboutRecording(recording));
  if (call.answered && recorded < talk - slack(talk) - (parts.length > 1 ? talk * GAP_SHARE : 0))
    return [found('truncated-recording', 'the recording is shorter than the conversation', own, about())];
  if (recorded > whole + slack(whole) + AROUND_MS)
    return [
      found(
        'contradiction',
        call.answered
          ? 'the recording is longer than the call'
          : 'the call was not answered, its recording is longer than the ringing',
        own,
        about(),
        'length',
      ),
    ];
  return NONE;
}

/** Between parts nothing is recorded: on hold, while it is transferred. */
const GAP_SHARE = 0.5;

function noteFindings(call: CallEvidence, note: NoteEvidence, own: About): readonly Finding[] {
  const { rules } = call;
  const about = [aboutNote(note)];
  const findings: Finding[] = [];
  const after = note.writtenAt - call.endedAt;
  if (after > rules.veryLateNoteMs && rules.veryLateNoteMs > rules.lateNoteMs)
    findings.push(found('very-late-note', 'the note was written long after the call', own, about));
  else if (after > rules.lateNoteMs)
    findings.push(found('late-note', 'the note was written later after the call than the pack allows', own, about));
  else if (after < -rules.correctedClockMs)
    findings.push(found('early-note', 'the note was written before the call had ended', own, about));
  if (note.spoke !== undefined && note.spoke !== call.answered)
    findings.push(
      found(
        'contradiction',
        call.answered
          ? 'the note says that nobody was reached, the call was answered'
          : 'the note tells of a conversation, the call was not answered',
        own,
        about,
        'outcome',
      ),
    );
  // What contradicts the call altogether is told as that.
  const conversed = call.answered && note.spoke !== false;
  const missing = conversed ? rules.noteFields.filter((field) => !note.says.includes(field)) : NONE;
  if (missing.length > 0)
    findings.push(
      found('incomplete-note', `the note does not say: ${[...missing].sort(compare).join(', ')}`, own, about),
    );
  if (note.agentId !== call.agentId)
    findings.push(found('wrong-agent', 'the note is not by who made the call', own, about));
  return findings;
}

/** Of a conversation: whom with. */
function partyFindings(
  { answered, answeredBy }: CallEvidence,
  note: NoteEvidence,
  promises: readonly PromiseEvidence[],
  own: About,
): readonly Finding[] {
  const { party, spoke, promised } = note;
  if (!answered || spoke === false || !party || !answeredBy || party === answeredBy) return NONE;
  // Anybody may promise to pay.
  if (promised && promises.some(({ madeBy }) => madeBy === 'third-party')) return NONE;
  const detail =
    party === 'debtor'
      ? 'the note tells of a conversation with the debtor, somebody else answered the call'
      : 'the note tells of a conversation with somebody else, the debtor answered the call';
  return [found('contradiction', detail, own, [aboutNote(note)], 'party')];
}

const MINUTE_MS = 60_000;
/** The same text within so long is the same note. */
const SAME_NOTE_MS = 10 * MINUTE_MS;

/** Each is compared with the one before it. */
function duplicateNotes(notes: readonly NoteEvidence[], own: About): readonly Finding[] {
  if (notes.length < 2) return NONE;
  return notes.flatMap((note, i) => {
    const earlier = notes
      .slice(0, i)
      .find(
        (other) =>
          other.text === note.text &&
          other.agentId === note.agentId &&
          note.writtenAt - other.writtenAt <= SAME_NOTE_MS,
      );
    return earlier ? [found('duplicate-note', 'the same note was written before', own, [aboutNote(note)])] : [];
  });
}

/** A promise stays on record, whatever speaks against it. */
const unheard = (promises: readonly PromiseEvidence[], own: About): readonly Finding[] =>
  promises.map((promise) =>
    found(
      'contradiction',
      'the promise is said to be made in this call, which nobody answered',
      own,
      [aboutPromise(promise)],
      'promise-unheard',
    ),
  );

/** What was promised is in the note, and what the note says was promised is on record. */
function promiseFindings(
  notes: readonly NoteEvidence[],
  promises: readonly PromiseEvidence[],
  own: About,
): readonly Finding[] {
  if (notes.length === 0) return NONE;
  const noted = notes.filter((note) => note.promised);
  const contradiction = (detail: string, abouts: readonly About[], subject: Subject): Finding =>
    found('contradiction', detail, own, abouts, subject);
  if (promises.length === 0)
    return noted.map((note) =>
      contradiction('the note tells of a promise that is not on record', [aboutNote(note)], 'promise'),
    );
  return promises.flatMap((promise) => {
    if (noted.length === 0) return [contradiction('no note tells of the promise', [aboutPromise(promise)], 'promise')];
    const amount = noted.some(
      ({ promised }) => promised?.currency === promise.currency && promised.minor === promise.minor,
    );
    const date = noted.some(({ promised }) => promised?.dueAt === promise.dueAt);
    const about = [aboutPromise(promise), ...noted.map(aboutNote)];
    return [
      ...(amount ? [] : [contradiction('the note tells of another amount', about, 'promise-amount')]),
      ...(date ? [] : [contradiction('the note tells of another day', about, 'promise-date')]),
    ];
  });
}
