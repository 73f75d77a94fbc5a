/** The three evidences of a contact: the call, its recording, and the agent's note. Instants are epoch milliseconds. */

/** The event that an evidence comes from. */
export interface EventRef {
  readonly stream: string;
  readonly revision: string;
  readonly type: string;
}

export interface CallEvidence {
  readonly callId: string;
  readonly ref: EventRef;
  /** Ids of the call in any system, its own included. */
  readonly ids: readonly string[];
  readonly recordingId: string | undefined;
  readonly direction: 'outbound' | 'inbound';
  readonly agentId: string;
  readonly lineId: string;
  readonly number: string;
  readonly startedAt: number;
  readonly answeredAt: number | undefined;
  readonly endedAt: number;
  readonly answered: boolean;
}

export interface RecordingEvidence {
  readonly recordingId: string;
  readonly ref: EventRef;
  readonly ids: readonly string[];
  readonly direction: 'outbound' | 'inbound';
  readonly agentId: string | undefined;
  readonly lineId: string | undefined;
  readonly number: string | undefined;
  readonly startedAt: number;
  readonly endedAt: number;
}

export interface NoteEvidence {
  readonly noteId: string;
  readonly ref: EventRef;
  readonly callId: string | undefined;
  readonly agentId: string;
  readonly writtenAt: number;
  /** Whether it says that somebody was spoken to; undefined where it says neither. */
  readonly spoke: boolean | undefined;
}

export interface Evidence {
  readonly calls: readonly CallEvidence[];
  readonly recordings: readonly RecordingEvidence[];
  readonly notes: readonly NoteEvidence[];
  /** Those of the calls that belong to other cases: a recording may be theirs, a note cannot. */
  readonly elsewhere?: ReadonlySet<CallEvidence>;
}

/** The pack's tolerances. */
export interface Tolerances {
  /** How long late evidence is waited for. */
  readonly graceMs: number;
  /** How far the clocks of dialer and recorder may differ. */
  readonly clockMs: number;
  /** After the call's end a note is late. */
  readonly lateNoteMs: number;
}
