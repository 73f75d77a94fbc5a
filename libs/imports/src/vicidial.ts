/** VICIdial's `vicidial_log` and `recording_log`, exported with or without the names of their columns. */
import { agentOf, caseIn, resultOf } from './declared';
import type { ImportedCall, ImportedRecording } from './imported';
import { toE164 } from './numbers';
import { type CsvForm, cellsOf, fixed, type Row } from './rows';
import type { Source } from './source';
import { epochInstant, instant, localInstant, seconds } from './times';
import { Unreadable } from './unreadable';

const LOG_TABLE = [
  ...['uniqueid', 'lead_id', 'list_id', 'campaign_id', 'call_date', 'start_epoch', 'end_epoch', 'length_in_sec'],
  ...['status', 'phone_code', 'phone_number', 'user', 'comments', 'processed', 'user_group', 'term_reason', 'alt_dial'],
];
/** Newer versions of the table have one more. */
const NEWER_LOG_TABLE = [...LOG_TABLE, 'called_count'];

export const VICIDIAL_LOG_CSV: CsvForm = {
  layouts: {
    header: () => undefined,
    table: (cells) => [LOG_TABLE, NEWER_LOG_TABLE].find(({ length }) => length === cells),
  },
  needed: ['uniqueid', 'call_date', 'length_in_sec', 'status', 'phone_number', 'user'],
  multiline: true,
};

export const RECORDING_LOG_CSV: CsvForm = {
  layouts: {
    header: () => undefined,
    table: fixed(
      ...['recording_id', 'channel', 'server_ip', 'extension', 'start_time', 'start_epoch', 'end_time', 'end_epoch'],
      ...['length_in_sec', 'length_in_min', 'filename', 'location', 'lead_id', 'user', 'vicidial_id'],
    ),
  },
  needed: ['recording_id', 'start_time', 'length_in_sec', 'location', 'user'],
  multiline: false,
};

/** What MySQL's programs write where there is nothing. */
const NOTHING: ReadonlySet<string> = new Set(['NULL', '\\N']);

function valuesOf(row: Row): (name: string) => string {
  const cell = cellsOf(row);
  return (name) => (NOTHING.has(cell(name)) ? '' : cell(name));
}

/** Statuses that the system comes with; an owner's own are declared in `results`. */
const RESULTS: Readonly<Record<string, string>> = {
  NA: 'no-answer',
  N: 'no-answer',
  A: 'no-answer',
  AA: 'no-answer',
  AM: 'left-message',
  AL: 'left-message',
  B: 'busy',
  AB: 'busy',
  DC: 'unreachable',
  ADC: 'unreachable',
  PDROP: 'not-connected',
  ERI: 'not-connected',
  SALE: 'answered',
  NI: 'answered',
  NP: 'answered',
  DEC: 'answered',
  DNC: 'answered',
  CALLBK: 'answered',
  CBHOLD: 'answered',
  XFER: 'answered',
};

const SECOND_MS = 1_000;

export function readVicidialCall(row: Row, source: Source): ImportedCall {
  const cell = valuesOf(row);
  const code = cell('phone_code').replace(/\D/g, '');
  const number = toE164(code ? `+${code}${cell('phone_number')}` : cell('phone_number'), 'phone_number', source);
  const result = resultOf(cell('status'), 'status', RESULTS, source);
  const startedAt = begun(cell('start_epoch'), cell('call_date'), 'call_date', source);
  const endedAt = startedAt + seconds(cell('length_in_sec'), 'length_in_sec');
  const user = cell('user');
  return {
    kind: 'call',
    line: row.line,
    whose: { caseId: caseIn(cell, source), number },
    body: {
      callId: cell('uniqueid'),
      callIds: { vicidial_id: cell('uniqueid') },
      direction: source.direction,
      agentId: agentOf(user, source),
      lineId: source.line,
      number,
      startedAt: instant(startedAt),
      // The log begins when the call is given to the agent.
      ...(result === 'answered' && { answeredAt: instant(startedAt) }),
      endedAt: instant(endedAt),
      result,
    },
  };
}

export function readVicidialRecording(row: Row, source: Source): ImportedRecording {
  const cell = valuesOf(row);
  const startedAt = begun(cell('start_epoch'), cell('start_time'), 'start_time', source);
  if (cell('length_in_sec') === '')
    throw new Unreadable('not-finished', 'length_in_sec', 'is missing: the recording did not end');
  const user = cell('user');
  return {
    kind: 'recording',
    line: row.line,
    body: {
      recordingId: `${source.source}:${cell('recording_id')}`,
      ...(cell('vicidial_id') && { callIds: { vicidial_id: cell('vicidial_id') } }),
      ...(user && { agentId: agentOf(user, source) }),
      direction: source.direction,
      startedAt: instant(startedAt),
      endedAt: instant(startedAt + seconds(cell('length_in_sec'), 'length_in_sec')),
      uri: cell('location') || cell('filename'),
      source: source.source,
    },
  };
}

/** The epoch column has no zone to get wrong. */
const begun = (epoch: string, local: string, field: string, source: Source): number =>
  epoch ? epochInstant(epoch, 'start_epoch', SECOND_MS) : localInstant(local, field, source);
