/** Asterisk's call detail records, and those of FreePBX, which name their columns: several legs may be one call. */
import { agentOf, caseIn, insideOf, numberedIds, ownOf, resultOf } from './declared';
import type { ImportedCall } from './imported';
import { toE164 } from './numbers';
import { type CsvForm, cellsOf, type Layout, type Row } from './rows';
import type { Source } from './source';
import { instant, localInstant, seconds } from './times';
import { Unreadable } from './unreadable';

const WRITTEN = [
  'accountcode',
  'src',
  'dst',
  'dcontext',
  'clid',
  'channel',
  'dstchannel',
  'lastapp',
  'lastdata',
  'start',
  'answer',
  'end',
  'duration',
  'billsec',
  'disposition',
  'amaflags',
];
const UNIQUE_ID = /^([\w-]+-)?(\d{9,11})\.\d+$/;

/** With `newcdrcolumns`. */
const NEWER = ['peeraccount', 'linkedid', 'sequence'];

/**
 * `loguniqueid` and `loguserfield` each add a column, so one alone is told by what it holds; `newcdrcolumns` adds three more
 * behind them, the second of which is an id as well.
 */
const masterCsv: Layout = (cells, row) => {
  const newer = UNIQUE_ID.test(row.at(-2) ?? '') && cells >= WRITTEN.length + NEWER.length ? NEWER : [];
  const own = cells - newer.length;
  const added =
    own === WRITTEN.length + 1
      ? [UNIQUE_ID.test(row[WRITTEN.length] ?? '') ? 'uniqueid' : 'userfield']
      : ['uniqueid', 'userfield'].slice(0, own - WRITTEN.length);
  const columns = [...WRITTEN, ...added, ...newer];
  return cells === columns.length ? columns : undefined;
};

export const ASTERISK_CSV: CsvForm = {
  layouts: {
    'master-csv': masterCsv,
    // As in the sample of cdr_custom.conf.
    'cdr-custom': (cells) => {
      const columns = [
        ...['clid', 'src', 'dst', 'dcontext', 'channel', 'dstchannel', 'lastapp', 'lastdata', 'start', 'answer', 'end'],
        ...['duration', 'billsec', 'disposition', 'amaflags', 'accountcode', 'uniqueid', 'userfield'],
      ];
      // The sample ends with the sequence; where legs are to be joined, the linked id is put before it.
      if (cells === columns.length + 1) return [...columns, 'sequence'];
      if (cells === columns.length + 2) return [...columns, 'linkedid', 'sequence'];
      return cells === columns.length ? columns : undefined;
    },
  },
  needed: ['src', 'dst', 'channel', 'dstchannel', 'disposition', 'uniqueid'],
  multiline: false,
};

const RESULTS: Readonly<Record<string, string>> = {
  ANSWERED: 'answered',
  'NO ANSWER': 'no-answer',
  BUSY: 'busy',
  FAILED: 'not-connected',
  CONGESTION: 'not-connected',
};
/** The best that became of a call is what became of it. */
const BEST = ['ANSWERED', 'BUSY', 'NO ANSWER', 'CONGESTION', 'FAILED'];

/** What legs of one call share. */
export const asteriskKeys = ({ cells }: Row): readonly string[] =>
  [cells.get('linkedid') || cells.get('uniqueid') || []].flat();

export function readAsterisk(rows: readonly Row[], source: Source): ImportedCall {
  const legs = rows.map((row) => legOf(row, source)).sort((a, b) => a.startedAt - b.startedAt || a.line - b.line);
  const [first] = legs;
  if (!first) throw new Unreadable('no-id', 'uniqueid', 'there is no leg');
  const outbound = insideOf(source)(first.from.peer);
  const number = outbound ? numberCalled(legs, source) : toE164(first.cell('src'), 'src', source);
  const reached = reaching(legs, outbound, source);
  const disposition = BEST.find((word) => reached.some((leg) => leg.disposition === word)) ?? first.disposition;
  const answered = reached.flatMap(({ answeredAt }) => answeredAt ?? []);
  const result = resultOf(disposition, 'disposition', RESULTS, source);
  const best = reached.filter((leg) => leg.disposition === disposition);
  const channels = [...best, ...legs].flatMap(({ from, to }) => (outbound ? [from, to] : [to, from]));
  const linkedId = first.cell('linkedid');
  // A recording may bear the id of any leg.
  const uniqueIds = legs.map(({ uniqueId }) => uniqueId);
  return {
    kind: 'call',
    line: first.line,
    whose: { caseId: caseIn(first.cell, source), number },
    body: {
      callId: linkedId || first.uniqueId,
      callIds: {
        ...(linkedId && { asterisk_linkedid: linkedId }),
        ...numberedIds('asterisk_uniqueid', uniqueIds, MOST_IDS),
      },
      direction: outbound ? 'outbound' : 'inbound',
      agentId: agentIn(channels, source),
      lineId: lineIn(channels, source),
      number,
      startedAt: instant(first.startedAt),
      ...(answered.length > 0 && result === 'answered' && { answeredAt: instant(Math.min(...answered)) }),
      endedAt: instant(Math.max(...legs.map(({ endedAt }) => endedAt))),
      result,
    },
  };
}

/** The legs that reach the other party: a queue answers before an agent does, and an agent’s own telephone before the debtor. */
function reaching(legs: readonly Leg[], outbound: boolean, source: Source): readonly Leg[] {
  const isInside = insideOf(source);
  const there = legs.filter(({ to }) => to.peer !== '' && to.kind !== 'Local' && isInside(to.peer) !== outbound);
  return there.length > 0 ? there : legs;
}

interface Leg {
  readonly line: number;
  readonly cell: (name: string) => string;
  readonly uniqueId: string;
  /** Epoch milliseconds, all three. */
  readonly startedAt: number;
  readonly answeredAt: number | undefined;
  readonly endedAt: number;
  readonly disposition: string;
  readonly from: Channel;
  readonly to: Channel;
}

const MOST_IDS = 16;

function legOf(row: Row, source: Source): Leg {
  const cell = cellsOf(row);
  const uniqueId = cell('uniqueid') || cell('linkedid');
  if (uniqueId === '')
    throw new Unreadable(
      'no-id',
      'uniqueid',
      'is missing, so that the call could not be told from another; Asterisk writes it with loguniqueid=yes',
    );
  const [from, to] = [channelOf(cell('channel')), channelOf(cell('dstchannel'))];
  return {
    line: row.line,
    cell,
    uniqueId,
    ...timesOf(cell, source),
    disposition: cell('disposition').toUpperCase(),
    from,
    to,
  };
}

/** FreePBX keeps only when a call began, how long it took and how long was spoken. */
function timesOf(cell: (name: string) => string, source: Source) {
  const stamp = UNIQUE_ID.exec(cell('uniqueid') || cell('linkedid'))?.[2];
  // The id holds the second of the channel in UTC: it tells apart what the clocks show twice.
  const near = stamp === undefined ? undefined : Number(stamp) * 1_000;
  const startedAt = localInstant(cell('start') || cell('calldate'), 'start', source, near);
  const end = cell('end');
  const endedAt = end ? localInstant(end, 'end', source, startedAt) : startedAt + seconds(cell('duration'), 'duration');
  if (cell('answer'))
    return { startedAt, answeredAt: localInstant(cell('answer'), 'answer', source, startedAt), endedAt };
  const spoken = cell('disposition').toUpperCase() === 'ANSWERED' && cell('billsec') !== '';
  return { startedAt, answeredAt: spoken ? endedAt - seconds(cell('billsec'), 'billsec') : undefined, endedAt };
}

interface Channel {
  /** `PJSIP`, or `Local` for one that only leads to others. */
  readonly kind: string;
  readonly peer: string;
}

/** `PJSIP/201-0000001b` is the peer 201, `Local/201@queue-0001;1` too, and `DAHDI/i1/600000901-2` the line i1. */
function channelOf(name: string): Channel {
  const [kind = '', ...rest] = name.split('/');
  const peer = (rest[0] ?? '').replace(/;\d$/, '').replace(/@.*$/, '');
  return { kind, peer: rest.length > 1 ? peer : peer.replace(/-[0-9a-fA-F]+$/, '') };
}

function numberCalled(legs: readonly Leg[], source: Source): string {
  const isInside = insideOf(source);
  const outside = legs.find(({ cell }) => !isInside(cell('dst')));
  if (!outside) throw new Unreadable('inside-call', 'dst', 'is an extension: nobody outside was called');
  return toE164(outside.cell('dst'), 'dst', source);
}

function agentIn(channels: readonly Channel[], source: Source): string {
  const extension = channels.map(({ peer }) => peer).find(insideOf(source));
  if (extension === undefined) throw new Unreadable('agent-unknown', 'channel', 'no extension took part in the call');
  return agentOf(extension, source);
}

/** A declared line of any leg; else the one of the source, else the trunk's own name, which must not be somebody's number. */
function lineIn(channels: readonly Channel[], source: Source): string {
  const peers = channels.filter(({ kind, peer }) => kind !== 'Local' && peer !== '').map(({ peer }) => peer);
  const [declared] = peers.flatMap((peer) => ownOf(source.lines, peer) ?? []);
  const isInside = insideOf(source);
  const trunk = peers.find((peer) => !isInside(peer) && !/\d{6}/.test(peer));
  const line = declared ?? source.line ?? trunk;
  if (line === undefined)
    throw new Unreadable('line-unknown', 'dstchannel', 'names no line; declare one for the source');
  return line;
}
