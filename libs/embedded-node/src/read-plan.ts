/** What a read request asks for, checked and in our own words. */
import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { nameOf } from './proposal';
import type { StoredEvent } from './storage';

export interface ReadPlan {
  /** Undefined for `$all`. */
  readonly stream: string | undefined;
  readonly direction: 'forwards' | 'backwards';
  readonly from: number | 'start' | 'end';
  readonly limit: number;
  readonly live: boolean;
  readonly structuredIds: boolean;
  readonly matches: (event: StoredEvent) => boolean;
  /** A filtered subscription reports its place after so many events considered; 0 without a filter. */
  readonly checkpointEvery: number;
}

const { Options } = ReadReq;
const { StreamOptionCase, CountOptionCase } = Options;

/** Events a filter looks at between two checkpoints where the caller names no window. */
const DEFAULT_WINDOW = 32;

/** Larger than any revision or position there can be. */
const BEYOND = Number.MAX_SAFE_INTEGER;

export function parseRead(request: ReadReq): ReadPlan | { readonly refused: string } {
  const options = request.getOptions();
  if (!options) return { refused: 'a read needs options' };
  const ids = options.getUuidOption();
  if (!ids) return { refused: 'a read says how ids are to be written' };
  const filter = options.getFilter();
  const regex = filter?.getStreamIdentifier()?.getRegex() || filter?.getEventType()?.getRegex();
  if (regex) return { refused: 'prefixes only: this node does not filter by regular expression' };
  const target = targetOf(options);
  if (!target) return { refused: 'a read names a stream or all of them' };
  if (target.stream === '') return { refused: 'a stream has a name' };
  const forwards = options.getReadDirection() === Options.ReadDirection.FORWARDS;
  const live = options.getCountOptionCase() === CountOptionCase.SUBSCRIPTION;
  if (live && !forwards) return { refused: 'a subscription goes forwards' };
  return {
    ...target,
    direction: forwards ? 'forwards' : 'backwards',
    live,
    limit: number(options.getCount()),
    structuredIds: ids.hasStructured(),
    matches: filter ? prefixes(filter) : () => true,
    checkpointEvery: filter
      ? Math.max(1, filter.getCheckpointintervalmultiplier() * (filter.getMax() || DEFAULT_WINDOW))
      : 0,
  };
}

function targetOf(options: ReadReq.Options): Pick<ReadPlan, 'stream' | 'from'> | undefined {
  if (options.getStreamOptionCase() === StreamOptionCase.STREAM) {
    const stream = options.getStream();
    return {
      stream: nameOf(stream?.getStreamIdentifier()),
      from: stream?.hasStart() ? 'start' : stream?.hasEnd() ? 'end' : number(stream?.getRevision()),
    };
  }
  const all = options.getAll();
  if (!all) return undefined;
  const from = all.hasStart() ? 'start' : all.hasEnd() ? 'end' : number(all.getPosition()?.getCommitPosition());
  return { stream: undefined, from };
}

/** Numbers of the protocol are decimals of up to 64 bits; what a double cannot hold is beyond anything stored. */
const number = (decimal: string | undefined): number => Math.min(Number(decimal ?? 0), BEYOND);

function prefixes(filter: ReadReq.Options.FilterOptions): (event: StoredEvent) => boolean {
  const ofStream = filter.getStreamIdentifier()?.getPrefixList() ?? [];
  const ofType = filter.getEventType()?.getPrefixList() ?? [];
  return filter.hasStreamIdentifier()
    ? (event) => ofStream.some((prefix) => event.stream.startsWith(prefix))
    : (event) => ofType.some((prefix) => event.type.startsWith(prefix));
}
