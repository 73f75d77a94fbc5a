import fc from 'fast-check';
import { auditTrail } from './audit-trail';
import type { CallEvidence, Evidence, NoteEvidence, RecordingEvidence } from './evidence';

const MINUTE = 60_000;
const TEN = Date.parse('2026-11-04T10:00:00Z');
const LATER = TEN + 24 * 60 * MINUTE;
const tolerances = { graceMs: 60 * MINUTE, clockMs: 2 * MINUTE, lateNoteMs: 30 * MINUTE };
const ref = { stream: 'case-1', revision: '0', type: 'x' };

const call = (callId: string, over: Partial<CallEvidence> = {}): CallEvidence => ({
  callId,
  ref,
  ids: [callId],
  recordingId: undefined,
  direction: 'outbound',
  agentId: 'a-1',
  lineId: 'l-1',
  number: '+34600000001',
  startedAt: TEN,
  answeredAt: undefined,
  endedAt: TEN + 3 * MINUTE,
  answered: true,
  ...over,
});

const recording = (recordingId: string, over: Partial<RecordingEvidence> = {}): RecordingEvidence => ({
  recordingId,
  ref,
  ids: [],
  direction: 'outbound',
  agentId: 'a-1',
  lineId: 'l-1',
  number: '+34600000001',
  startedAt: TEN + 2_000,
  endedAt: TEN + 3 * MINUTE,
  ...over,
});

const note = (noteId: string, over: Partial<NoteEvidence> = {}): NoteEvidence => ({
  noteId,
  ref,
  callId: undefined,
  agentId: 'a-1',
  writtenAt: TEN + 5 * MINUTE,
  spoke: true,
  ...over,
});

const trail = (evidence: Partial<Evidence>, at = LATER) =>
  auditTrail({ calls: [], recordings: [], notes: [], ...evidence }, tolerances, at);
const classes = (evidence: Partial<Evidence>, at = LATER) =>
  trail(evidence, at).map((entry) => `${entry.entryId} ${entry.class}`);

describe('the class of an entry', () => {
  it('matched: the call has its recording and its note', () => {
    expect(classes({ calls: [call('c')], recordings: [recording('r')], notes: [note('n')] })).toEqual([
      'call:c matched',
    ]);
  });

  it('pending while evidence may still come, whatever is missing', () => {
    expect(classes({ calls: [call('c')] }, TEN + 62 * MINUTE)).toEqual(['call:c pending']);
    expect(classes({ calls: [call('c')] }, TEN + 63 * MINUTE)).toEqual(['call:c call-without-evidence']);
  });

  it('A1, A2: recording without note, note without recording', () => {
    expect(classes({ calls: [call('c')], recordings: [recording('r')] })).toEqual(['call:c recording-without-note']);
    expect(classes({ calls: [call('c')], notes: [note('n')] })).toEqual(['call:c note-without-recording']);
  });

  it('a note or a recording that no call claims has an entry of its own', () => {
    expect(classes({ notes: [note('n', { callId: 'elsewhere' })] })).toEqual(['note:n note-without-call']);
    expect(classes({ recordings: [recording('r')] })).toEqual(['recording:r recording-without-call']);
  });

  it('ambiguous: two recordings fit one call equally well, and neither is taken', () => {
    const [entry] = trail({ calls: [call('c')], recordings: [recording('r-1'), recording('r-2')] });
    expect(entry).toMatchObject({
      class: 'ambiguous',
      recording: undefined,
      candidates: [{ recordingId: 'r-1' }, { recordingId: 'r-2' }],
    });
  });

  it('ambiguous: one recording fits two calls of two agents equally well', () => {
    const between = recording('r', { agentId: undefined, startedAt: TEN + 7_500 });
    const second = call('d', { startedAt: TEN + 15_000, agentId: 'a-2' });
    expect(classes({ calls: [call('c'), second], recordings: [between] })).toEqual([
      'call:c ambiguous',
      'call:d ambiguous',
    ]);
  });
});

describe('matching', () => {
  it('A1: a shared id outweighs everything', () => {
    const far = recording('r', { ids: ['sip-1'], number: '+34999999999', startedAt: TEN + 60 * MINUTE });
    expect(classes({ calls: [call('c', { ids: ['c', 'sip-1'] })], recordings: [far] })).toEqual([
      'call:c recording-without-note',
    ]);
    expect(trail({ calls: [call('c', { recordingId: 'r' })], recordings: [far] })[0]?.recording?.recordingId).toBe('r');
  });

  it.each([
    ['another number', { number: '+34600000002' }],
    ['another agent', { agentId: 'a-2' }],
    ['another line', { lineId: 'l-2' }],
    ['another time', { startedAt: TEN + 2 * MINUTE + 1 }],
    ['another direction', { direction: 'inbound' as const }],
    ['too little in common', { number: undefined, agentId: undefined }],
    ['another length, at the edge of the tolerance', { startedAt: TEN + 2 * MINUTE, endedAt: TEN + 30 * MINUTE }],
  ])('nothing is linked across %s', (_what, over) => {
    expect(classes({ calls: [call('c')], recordings: [recording('r', over)] })).toEqual([
      'call:c call-without-evidence',
      'recording:r recording-without-call',
    ]);
  });

  it('compares the recording with the answer of the call as well as with its start', () => {
    const answered = call('c', { answeredAt: TEN + 3 * MINUTE, endedAt: TEN + 6 * MINUTE });
    const [entry] = trail({ calls: [answered], recordings: [recording('r', { startedAt: TEN + 3 * MINUTE })] });
    expect(entry?.recording?.recordingId).toBe('r');
  });

  it('takes the best fit, not the first to come', () => {
    const late = recording('r-late', { startedAt: TEN + 100_000 });
    const [entry, loose] = trail({ calls: [call('c')], recordings: [late, recording('r-best')] });
    expect(entry?.recording?.recordingId).toBe('r-best');
    expect(loose?.class).toBe('recording-without-call');
  });

  it.each([
    ['number', { agentId: undefined, lineId: undefined }],
    ['agent', { number: undefined, lineId: undefined }],
  ])('a recorder that knows the %s alone is believed, though its clock is a minute off', (_what, over) => {
    const skewed = recording('r', { ...over, startedAt: TEN + MINUTE, endedAt: TEN + 4 * MINUTE });
    expect(trail({ calls: [call('c')], recordings: [skewed] })[0]?.recording?.recordingId).toBe('r');
  });

  it('tells redials within a minute apart, in the order of the calls, though the clocks differ', () => {
    const starts = [0, 25_000, 50_000].map((ms) => TEN + ms);
    const redials = starts.map((at, i) => call(`c-${i}`, { startedAt: at, endedAt: at + 15_000 }));
    const recorded = starts.map((at, i) =>
      recording(`r-${i}`, { startedAt: at + 40_000, endedAt: at + 55_000, agentId: undefined }),
    );
    expect(trail({ calls: redials, recordings: recorded }).map((entry) => entry.recording?.recordingId)).toEqual([
      'r-0',
      'r-1',
      'r-2',
    ]);
  });

  it('takes the best total, where the best single pair would leave another call without', () => {
    const first = call('c', { endedAt: TEN + 60_000 });
    const second = call('d', { startedAt: TEN + 100_000, endedAt: TEN + 160_000 });
    const early = recording('r-early', { startedAt: TEN - 60_000, endedAt: TEN });
    const middle = recording('r-middle', { startedAt: TEN + 45_000, endedAt: TEN + 105_000 });
    const entries = trail({ calls: [first, second], recordings: [early, middle] });
    expect(entries.map((entry) => entry.recording?.recordingId)).toEqual(['r-early', 'r-middle']);
  });

  it('leaves out of a doubt what is not in doubt', () => {
    const twins = [recording('r-1'), recording('r-2')];
    const later = call('d', { startedAt: TEN + 60_000, endedAt: TEN + 4 * MINUTE });
    const its = recording('r-3', { startedAt: TEN + 62_000, endedAt: TEN + 4 * MINUTE });
    const [doubtful, clear] = trail({ calls: [call('c'), later], recordings: [...twins, its] });
    expect(doubtful).toMatchObject({
      class: 'ambiguous',
      candidates: [{ recordingId: 'r-1' }, { recordingId: 'r-2' }],
    });
    expect(clear?.recording?.recordingId).toBe('r-3');
  });

  it('assigns an agent’s whole day, one call after the other, in no time', () => {
    const starts = Array.from({ length: 200 }, (_, i) => TEN + i * 60_000);
    const calls = starts.map((at, i) => call(`c-${i}`, { startedAt: at, endedAt: at + 40_000 + (i % 5) * 3_000 }));
    const recordings = starts.map((at, i) =>
      recording(`r-${i}`, { number: undefined, startedAt: at + 20_000, endedAt: at + 60_000 + (i % 5) * 3_000 }),
    );
    const found = trail({ calls, recordings });
    expect(found.map((entry) => entry.recording?.recordingId)).toEqual(recordings.map((one) => one.recordingId));
  });

  it('gives a note that names no call to the agent’s latest call it can be about', () => {
    const second = call('d', { startedAt: TEN + 10 * MINUTE, endedAt: TEN + 12 * MINUTE });
    const entries = trail({ calls: [call('c'), second], notes: [note('n', { writtenAt: TEN + 13 * MINUTE })] });
    expect(entries.map(({ notes }) => notes.length)).toEqual([0, 1]);
  });

  it('never gives a note to a call of another case', () => {
    const foreign = call('d', { startedAt: TEN + 2 * MINUTE, endedAt: TEN + 4 * MINUTE });
    const entries = trail({ calls: [call('c'), foreign], notes: [note('n')], elsewhere: new Set([foreign]) });
    expect(entries.map(({ entryId, notes }) => [entryId, notes.length])).toEqual([
      ['call:c', 1],
      ['call:d', 0],
    ]);
  });

  it('does not depend on the order of arrival', () => {
    const minutes = fc.integer({ min: 0, max: 10 }).map((n) => TEN + n * MINUTE);
    const agents = fc.constantFrom('a-1', 'a-2');
    const calls = fc
      .array(fc.tuple(minutes, agents), { maxLength: 6 })
      .map((made) =>
        made.map(([startedAt, agentId], i) => call(`c-${i}`, { startedAt, agentId, endedAt: startedAt + MINUTE })),
      );
    const recordings = fc
      .array(fc.tuple(minutes, fc.option(agents, { nil: undefined })), { maxLength: 6 })
      .map((made) => made.map(([startedAt, agentId], i) => recording(`r-${i}`, { startedAt, agentId })));
    const shuffle = <T>(list: readonly T[]) =>
      fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length });
    const both = fc
      .tuple(calls, recordings)
      .chain(([c, r]) => fc.tuple(fc.constant([c, r] as const), shuffle(c), shuffle(r)));
    const links = (c: readonly CallEvidence[], r: readonly RecordingEvidence[]) =>
      trail({ calls: c, recordings: r }).map((entry) => [entry.entryId, entry.class, entry.recording?.recordingId]);
    fc.assert(
      fc.property(both, ([[c, r], otherCalls, otherRecordings]) => {
        expect(links(otherCalls, otherRecordings)).toEqual(links(c, r));
      }),
      { numRuns: 300 },
    );
  });
});

describe('A2: findings', () => {
  const codes = (over: Partial<CallEvidence>, written: Partial<NoteEvidence>) =>
    trail({ calls: [call('c', over)], notes: [note('n', { callId: 'c', ...written })] })[0]?.findings.map(
      ({ code }) => code,
    );

  it('a note written too long after the call', () => {
    expect(codes({}, { writtenAt: TEN + 33 * MINUTE })).toEqual([]);
    expect(codes({}, { writtenAt: TEN + 33 * MINUTE + 1 })).toEqual(['late-note']);
  });

  it('a note that says something else than the call', () => {
    expect(codes({ answered: false }, { spoke: true })).toEqual(['contradiction']);
    expect(codes({ answered: true }, { spoke: false })).toEqual(['contradiction']);
    expect(codes({ answered: false }, { spoke: undefined })).toEqual([]);
  });
});
