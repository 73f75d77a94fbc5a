/** What goes wrong in simulated days, and how it shows. */

/** What goes wrong with a call, its recording and its note; at most one of them each. */
export const DEFECTS = [
  'lost-recording',
  'late-recording',
  'split-recording',
  'duplicate-recording',
  'swapped-recording',
  'truncated-recording',
  'contested-recording',
  'recorded-conversation',
  'doubtful-recording',
  'changed-audio',
  'lost-audio',
  'card-recorded',
  'idle-pause',
  'lost-call',
  'call-told-twice',
  'nothing-left',
  'missing-note',
  'incomplete-note',
  'late-note',
  'very-late-note',
  'early-note',
  'contradicting-note',
  'wrong-party-note',
  'invented-note',
  'shared-note',
  'duplicate-note',
  'wrong-case-note',
  'wrong-agent-note',
  'promise-not-noted',
  'promise-amount',
  'promise-date',
  'promise-not-recorded',
  'unheard-promise',
] as const;
export type Defect = (typeof DEFECTS)[number];

export const ANSWERED_ONLY: ReadonlySet<Defect> = new Set<Defect>([
  'split-recording',
  'truncated-recording',
  'incomplete-note',
  'wrong-party-note',
  'promise-not-noted',
  'promise-amount',
  'promise-date',
  'promise-not-recorded',
  'card-recorded',
  'idle-pause',
]);
export const UNANSWERED_ONLY: ReadonlySet<Defect> = new Set<Defect>([
  'recorded-conversation',
  'shared-note',
  'unheard-promise',
]);

/** Told of recordings that are on record by then: not of those that stand in a file of the night, whose lines tell no pauses. */
export const AS_IT_HAPPENS_ONLY: ReadonlySet<Defect> = new Set<Defect>([
  'changed-audio',
  'lost-audio',
  'card-recorded',
  'idle-pause',
]);

/** Its note is missing, of another time or another case, or tells of a conversation. */
export const NOTHING_TO_SHARE: ReadonlySet<string> = new Set<Defect>([
  'missing-note',
  'nothing-left',
  'lost-call',
  'early-note',
  'contradicting-note',
  'wrong-case-note',
]);

export const NO_NOTE: ReadonlySet<string> = new Set<Defect>(['missing-note', 'nothing-left']);
export const NO_OWN_NOTE: ReadonlySet<string> = new Set<Defect>([
  'missing-note',
  'nothing-left',
  'wrong-case-note',
  'shared-note',
]);

/** What a defect of a note shows as, at the call. */
export const NOTE_FINDINGS: Readonly<Record<string, string>> = {
  'incomplete-note': 'incomplete-note',
  'late-note': 'late-note',
  'very-late-note': 'very-late-note',
  'early-note': 'early-note',
  'contradicting-note': 'contradiction/outcome',
  'wrong-party-note': 'contradiction/party',
  'duplicate-note': 'duplicate-note',
  'wrong-agent-note': 'wrong-agent',
  'promise-not-noted': 'contradiction/promise',
  'promise-not-recorded': 'contradiction/promise',
  'unheard-promise': 'contradiction/promise',
  'promise-amount': 'contradiction/promise-amount',
  'promise-date': 'contradiction/promise-date',
};

/** What a defect of a recording shows as, at the call. */
export const RECORDING_FINDINGS: Readonly<Record<string, string>> = {
  'truncated-recording': 'truncated-recording',
  'recorded-conversation': 'contradiction/length',
  'doubtful-recording': 'ambiguous',
  'changed-audio': 'integrity-failed/audio',
  'lost-audio': 'recording-lost',
  'card-recorded': 'missing-pause',
  'idle-pause': 'unexplained-pause',
};
