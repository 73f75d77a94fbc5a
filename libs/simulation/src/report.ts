/** What is asked of the simulation, and what it tells as systems would. */
import type { EventData } from '@case';
import type { Agent } from './world';

export interface SimulationOptions {
  readonly seed: number;
  readonly agents: number;
  readonly days: number;
  /** The first day, as its UTC midnight in epoch milliseconds. */
  readonly from: number;
  /** Of each defect, as a share of calls. */
  readonly defectRate: number;
  /** Recorders' clocks are off by at most this. */
  readonly skewSeconds: number;
}

/** What it leaves owing, only the ledger knows. */
type ReportedPayment = Omit<EventData<'PartialPayment'>, 'dueAfter' | 'outstandingAfter'>;

/** One thing that a system reports, and when it does (epoch milliseconds). */
export type Report = { readonly arrivesAt: number } & (
  | { readonly kind: 'call'; readonly caseId: string; readonly body: EventData<'CallAttempted'> }
  | { readonly kind: 'note'; readonly caseId: string; readonly body: EventData<'NoteTaken'> }
  | {
      readonly kind: 'promise';
      readonly caseId: string;
      readonly body: EventData<'PromiseMade'>;
      /** Epoch milliseconds. */
      readonly madeAt: number;
    }
  | { readonly kind: 'payment'; readonly caseId: string; readonly body: ReportedPayment }
  | { readonly kind: 'check'; readonly body: EventData<'RecordingChecked'> }
  | { readonly kind: 'loss'; readonly body: EventData<'RecordingLost'> }
  | {
      readonly kind: 'recording';
      readonly body: EventData<'RecordingRegistered'>;
      /** As it stands in a file, which has to be imported: its number is spelled in one of several ways. */
      readonly inFile: boolean;
    }
);

/** The work of one agent on one day, in no particular order. */
export interface Shift {
  readonly agent: Agent;
  readonly reports: readonly Report[];
}
