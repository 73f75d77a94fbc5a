/** Who is there: agents with their cases and lines, recorders with their clocks. */
import { Chance } from './chance';

export interface SimulatedCase {
  readonly caseId: string;
  readonly agentId: string;
  readonly team: string;
  readonly mobile: string;
  readonly work: string;
}

export interface Recorder {
  readonly source: string;
  /** Whether it begins with the answer, or with the ringing. */
  readonly beginsAt: 'answer' | 'start';
  /** How often a recording bears the id of its call, the number, the agent, the line. */
  readonly knows: { readonly callId: number; readonly number: number; readonly agent: number; readonly line: number };
  /** It tells of nothing as it happens: at night it writes a file, with numbers as they were dialled. */
  readonly writesFiles: boolean;
}

export const RECORDERS: readonly [Recorder, ...Recorder[]] = [
  {
    source: 'recorder-north',
    beginsAt: 'answer',
    knows: { callId: 0.97, number: 1, agent: 1, line: 1 },
    writesFiles: false,
  },
  // Declared in contracts/sources.
  {
    source: 'simulated-recorder',
    beginsAt: 'start',
    knows: { callId: 0.4, number: 0.95, agent: 0.8, line: 0 },
    writesFiles: true,
  },
  {
    source: 'recorder-south',
    beginsAt: 'start',
    knows: { callId: 0.7, number: 0.98, agent: 0.95, line: 0.6 },
    writesFiles: false,
  },
];

/** How one number stands in files, as it is dialled from Spain, from elsewhere, and through a switchboard. */
export const spellingsOf = (number: string): readonly [string, ...string[]] => {
  const digits = number.slice(1);
  return [number, digits, `00${digits}`, `000${digits}`];
};

export interface Agent {
  readonly agentId: string;
  readonly lineId: string;
  readonly recorder: Recorder;
  readonly cases: readonly [SimulatedCase, ...SimulatedCase[]];
}

/** Which days they are: the seed, and the first of them as its UTC midnight in epoch milliseconds. */
export interface SimulatedDays {
  readonly seed: number;
  readonly from: number;
}

/** What the names of all cases of these days begin with. */
export const casePrefix = ({ seed, from }: SimulatedDays): string =>
  `sim-${seed}-${new Date(from).toISOString().slice(0, 10)}-`;

/** What the names of all recordings of a seed begin with. */
export const recordingPrefix = ({ seed }: Pick<SimulatedDays, 'seed'>): string => `rec-${seed}.`;

const CASES_EACH = 60;

/** Every so many cases have the work number of another agent's case: a firm's switchboard. */
const SWITCHBOARD_EVERY = 12;

/** `days` names what is simulated: other days are of other cases, with other numbers. */
export function agentOf(index: number, days: SimulatedDays): Agent {
  const agentId = `agent-${index}`;
  const caseOf = (i: number): SimulatedCase => {
    const n = index * CASES_EACH + i;
    const number = (of: number, digits: number) =>
      String((of + days.seed * 7_919_000) % 10 ** digits).padStart(digits, '0');
    return {
      caseId: `${casePrefix(days)}${n}`,
      agentId,
      team: `team-${index % 5}`,
      mobile: `+346${number(n, 8)}`,
      work: `+3491${number(n % SWITCHBOARD_EVERY === 0 ? i : n, 7)}`,
    };
  };
  const rest = Array.from({ length: CASES_EACH - 1 }, (_, i) => caseOf(i + 1));
  return {
    agentId,
    lineId: `line-${index}`,
    recorder: RECORDERS[index % RECORDERS.length] ?? RECORDERS[0],
    cases: [caseOf(0), ...rest],
  };
}

/** How far a recorder's clock is ahead on a day, in milliseconds. */
export const skewOf = (seed: number, source: string, day: number, mostMs: number): number =>
  new Chance(seed * 31 + day * 7919 + [...source].reduce((sum, letter) => sum * 33 + letter.charCodeAt(0), 5)).between(
    -mostMs,
    mostMs,
  );
