/** What a line of a file came to: a fact to be recorded, or why it is none. */
import type { Unreadable } from './unreadable';

/** Whose case it is, as far as the file says. */
export interface Whose {
  readonly caseId?: string;
  /** E.164, of the far end. */
  readonly number?: string;
}

/** Bodies as the routes take them, but for what only the ledger knows. */
export type Body = Readonly<Record<string, unknown>>;

export interface ImportedCall {
  readonly kind: 'call';
  readonly line: number;
  readonly whose: Whose;
  /** Without `contactId`, unless the file has it. */
  readonly body: Body & { readonly callId: string; readonly number: string; readonly startedAt: string };
}

export interface ImportedRecording {
  readonly kind: 'recording';
  readonly line: number;
  readonly body: Body & { readonly recordingId: string };
}

export interface ImportedNote {
  readonly kind: 'note';
  readonly line: number;
  readonly whose: Whose;
  readonly body: Body & { readonly noteId: string; readonly writtenAt: string };
}

/** Audio as it was found; which recording it is of, the ledger knows by the name of the file. */
export interface ImportedCheck {
  readonly kind: 'check';
  readonly line: number;
  readonly file: string;
  /** Without `checkId`. */
  readonly body: Body;
}

/** A further leg of a call, which is recorded with its first. */
export interface Joined {
  readonly kind: 'joined';
  readonly line: number;
  readonly to: number;
}

export interface Quarantined {
  readonly kind: 'quarantined';
  readonly line: number;
  readonly wrong: Unreadable;
}

export type Fact = ImportedCall | ImportedRecording | ImportedNote | ImportedCheck;
export type Imported = Fact | Joined | Quarantined;
