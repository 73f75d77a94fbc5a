/** The fields that a line can fill in, by what it tells of; `callIds.KIND` holds an id of the call in another system. */

export type RecordKind = 'call' | 'recording' | 'note';

interface Fields {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

export const FIELDS_OF: Readonly<Record<RecordKind, Fields>> = {
  call: {
    required: ['callId', 'direction', 'agentId', 'lineId', 'number', 'startedAt', 'result'],
    optional: ['caseId', 'contactId', 'kind', 'answeredAt', 'endedAt', 'durationSeconds', 'response', 'recordingId'],
  },
  recording: {
    required: ['recordingId', 'direction', 'startedAt', 'uri'],
    optional: ['agentId', 'lineId', 'number', 'endedAt', 'durationSeconds', 'sha256'],
  },
  note: {
    required: ['agentId', 'writtenAt', 'outcome', 'text'],
    optional: [
      'caseId',
      'number',
      'noteId',
      'callId',
      'reasonForDelay',
      'promisedAmount',
      'promisedCurrency',
      'promisedDueAt',
      'nextActionOn',
      'likelihood',
      'suggestedAction',
      'toneUsed',
      'clues',
      'goods',
      'judgement',
      'businessState',
    ],
  },
};

const CALL_ID = /^callIds\.[A-Za-z0-9._:-]{1,64}$/;

export function isFieldOf(record: RecordKind, name: string): boolean {
  const { required, optional } = FIELDS_OF[record];
  return required.includes(name) || optional.includes(name) || (record !== 'note' && CALL_ID.test(name));
}
