/** Append of the protocol: one append to a call, its events in messages of their own. */
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { type AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb';
import { Metadata, type ServerReadableStream, type sendUnaryData, status } from '@grpc/grpc-js';
import type { GroupCommit } from './group-commit';
import { expectedRevision, Gathering, MAX_APPEND_BYTES, nameOf, type Refused } from './proposal';
import type { AppendResult, ExpectedRevision } from './storage';

/** A conflict is an ordinary answer here. */
export function appendHandler(commits: GroupCommit) {
  return (call: ServerReadableStream<AppendReq, AppendResp>, callback: sendUnaryData<AppendResp>): void => {
    let gathering: Gathering | undefined;
    call.on('data', (message: AppendReq) => {
      const options = message.getOptions();
      if (options) {
        const expected = expectedRevision(options, options.getRevision());
        gathering ??= new Gathering(nameOf(options.getStreamIdentifier()), expected);
      }
      const proposed = message.getProposedMessage();
      if (proposed) gathering?.add(proposed);
    });
    call.on('error', () => undefined);
    call.on('end', async () => {
      const request = gathering?.finish() ?? NO_OPTIONS;
      if ('details' in request) callback(failure(request));
      else callback(null, appendResponse(await commits.append(request), request.expected));
    });
  };
}

const NO_OPTIONS: Refused = {
  code: status.INVALID_ARGUMENT,
  reason: 'other',
  details: 'an append begins with its options',
};

function failure({ code, reason, details }: Refused) {
  const metadata = new Metadata();
  if (reason === 'size') {
    metadata.set('exception', 'maximum-append-size-exceeded');
    metadata.set('maximum-append-size', String(MAX_APPEND_BYTES));
  }
  if (reason === 'metadata-property') {
    metadata.set('exception', 'missing-required-metadata-property');
    metadata.set('required-metadata-properties', 'type');
  }
  return { code, details, metadata };
}

function appendResponse(result: AppendResult, expected: ExpectedRevision): AppendResp {
  const response = new AppendResp();
  if (result.kind === 'appended') return response.setSuccess(unarySuccess(result));
  const wrong = new AppendResp.WrongExpectedVersion();
  if (result.current === undefined) wrong.setCurrentNoStream(new Empty());
  else wrong.setCurrentRevision(String(result.current));
  if (expected === 'any') wrong.setExpectedAny(new Empty());
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new Empty());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new Empty());
  else wrong.setExpectedRevision(String(expected));
  return response.setWrongExpectedVersion(wrong);
}

function unarySuccess({ revision, position }: Extract<AppendResult, { kind: 'appended' }>): AppendResp.Success {
  const success = new AppendResp.Success();
  if (revision === undefined) success.setNoStream(new Empty());
  else success.setCurrentRevision(String(revision));
  if (position === undefined) return success.setNoPosition(new Empty());
  const place = new AppendResp.Position();
  place.setCommitPosition(String(position));
  place.setPreparePosition(String(position));
  return success.setPosition(place);
}
