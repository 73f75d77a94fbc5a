/** FreeSWITCH's `mod_cdr_csv`, in the templates that it comes with; both legs of a call may be written. */
import { agentOf, caseIn, insideOf, numberedIds, resultOf } from './declared';
import type { ImportedCall } from './imported';
import { toE164 } from './numbers';
import { type CsvForm, cellsOf, fixed, type Row } from './rows';
import type { Source } from './source';
import { instant, localInstant } from './times';
import { Unreadable } from './unreadable';

const DEFAULT = [
  'caller_id_name',
  'caller_id_number',
  'destination_number',
  'context',
  'start_stamp',
  'answer_stamp',
  'end_stamp',
  'duration',
  'billsec',
  'hangup_cause',
  'uuid',
  'bleg_uuid',
  'accountcode',
];

export const FREESWITCH_CSV: CsvForm = {
  layouts: {
    default: fixed(...DEFAULT),
    example: fixed(...DEFAULT, 'read_codec', 'write_codec'),
  },
  needed: ['caller_id_number', 'destination_number', 'start_stamp', 'end_stamp', 'hangup_cause', 'uuid'],
  multiline: false,
};

/** What a hang-up cause says of a call that nobody answered. */
const RESULTS: Readonly<Record<string, string>> = {
  USER_BUSY: 'busy',
  NO_ANSWER: 'no-answer',
  NO_USER_RESPONSE: 'no-answer',
  ORIGINATOR_CANCEL: 'no-answer',
  CALL_REJECTED: 'no-answer',
  NORMAL_CLEARING: 'no-answer',
  ALLOTTED_TIMEOUT: 'no-answer',
  PROGRESS_TIMEOUT: 'no-answer',
  RECOVERY_ON_TIMER_EXPIRE: 'no-answer',
  SUBSCRIBER_ABSENT: 'switched-off',
  UNALLOCATED_NUMBER: 'unreachable',
  NUMBER_CHANGED: 'unreachable',
  DESTINATION_OUT_OF_ORDER: 'unreachable',
  INVALID_NUMBER_FORMAT: 'unreachable',
  NO_ROUTE_DESTINATION: 'not-connected',
  NORMAL_TEMPORARY_FAILURE: 'not-connected',
  NETWORK_OUT_OF_ORDER: 'not-connected',
  NORMAL_CIRCUIT_CONGESTION: 'not-connected',
  SWITCH_CONGESTION: 'not-connected',
  GATEWAY_DOWN: 'not-connected',
  INCOMPATIBLE_DESTINATION: 'not-connected',
  MEDIA_TIMEOUT: 'not-connected',
};

export const freeswitchKeys = ({ cells }: Row): readonly string[] =>
  [cells.get('uuid'), cells.get('bleg_uuid')].flatMap((id) => id || []);

export function readFreeswitch(rows: readonly Row[], source: Source): ImportedCall {
  const legs = rows.map((row) => legOf(row, source)).sort(byOrigin(source));
  const [first] = legs;
  if (!first) throw new Unreadable('no-id', 'uuid', 'there is no leg');
  const { cell } = first;
  // The leg that called is answered by the switch, or by the agent's own telephone.
  const called = legs.length > 1 ? legs.slice(1) : legs;
  const answers = called.flatMap(({ answeredAt }) => answeredAt ?? []);
  const cause = (called.at(-1) ?? first).cell('hangup_cause');
  const { direction, agentId, number } = partiesOf(cell, source);
  const others = legs.flatMap(({ ids }) => ids).filter((id) => id !== cell('uuid'));
  return {
    kind: 'call',
    line: first.line,
    whose: { caseId: caseIn(cell, source), number },
    body: {
      callId: cell('uuid'),
      callIds: { fs_uuid: cell('uuid'), ...numberedIds('fs_bleg_uuid', others, MOST_IDS) },
      direction,
      agentId,
      lineId: source.line,
      number,
      startedAt: instant(first.startedAt),
      ...(answers.length > 0 && { answeredAt: instant(Math.min(...answers)) }),
      endedAt: instant(Math.max(...legs.map(({ endedAt }) => endedAt))),
      result: answers.length > 0 ? 'answered' : resultOf(cause, 'hangup_cause', RESULTS, source),
    },
  };
}

/** The leg that called begins first; within one second it is the one of an extension, however the lines stand. */
function byOrigin(source: Source) {
  const isInside = insideOf(source);
  const rank = ({ cell }: Leg): number => (isInside(cell('caller_id_number')) || isInside(cell('accountcode')) ? 0 : 1);
  return (a: Leg, b: Leg): number =>
    a.startedAt - b.startedAt || rank(a) - rank(b) || (a.cell('uuid') < b.cell('uuid') ? -1 : 1);
}

interface Leg {
  readonly line: number;
  readonly cell: (name: string) => string;
  readonly ids: readonly string[];
  /** Epoch milliseconds, all three. */
  readonly startedAt: number;
  readonly answeredAt: number | undefined;
  readonly endedAt: number;
}

function legOf(row: Row, source: Source): Leg {
  const cell = cellsOf(row);
  if (cell('uuid') === '')
    throw new Unreadable('no-id', 'uuid', 'is missing, so that the call could not be told from another');
  const startedAt = localInstant(cell('start_stamp'), 'start_stamp', source);
  const answer = cell('answer_stamp');
  return {
    line: row.line,
    cell,
    ids: freeswitchKeys(row),
    startedAt,
    answeredAt: answer === '' ? undefined : localInstant(answer, 'answer_stamp', source, startedAt),
    endedAt: localInstant(cell('end_stamp'), 'end_stamp', source, startedAt),
  };
}

const MOST_IDS = 15;

/** Whoever has an extension is the agent; where neither number is one, the account says who, and the source which way it went. */
function partiesOf(cell: (name: string) => string, source: Source) {
  const isInside = insideOf(source);
  const [from, to] = [cell('caller_id_number'), cell('destination_number')];
  const outbound = isInside(from) || (!isInside(to) && source.direction === 'outbound');
  const [near, far, farField] = outbound ? [from, to, 'destination_number'] : [to, from, 'caller_id_number'];
  if (isInside(far)) throw new Unreadable('inside-call', farField, 'is an extension: nobody outside took part');
  const agent = [near, cell('accountcode')].find(isInside);
  if (agent === undefined) throw new Unreadable('agent-unknown', 'accountcode', 'no extension took part in the call');
  return {
    direction: outbound ? 'outbound' : 'inbound',
    agentId: agentOf(agent, source),
    number: toE164(far, farField, source),
  };
}
