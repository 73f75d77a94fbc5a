import fc from 'fast-check';
import type { OffsetOf } from './clocks';
import type { CallEvidence, Evidence, RecordingEvidence } from './evidence';
import {
  call,
  classes,
  codes,
  decision,
  MINUTE,
  note,
  promise,
  recording,
  ref,
  rules,
  SECOND,
  TEN,
  trail,
} from './testing/evidence';

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

describe('a call that two systems tell of', () => {
  const told = (over: Partial<CallEvidence> = {}) => call('switch', { startedAt: TEN + SECOND, ...over });
  const whole = { recordings: [recording('r')], notes: [note('n')] };

  it('has its evidence once, and the second is told as a repeat of the first', () => {
    const entries = trail({ calls: [told(), call('c')], ...whole });
    expect(entries.map(({ entryId, class: judged }) => `${entryId} ${judged}`)).toEqual([
      'call:c matched',
      'call:switch exempt',
    ]);
    expect(entries[1]?.findings).toMatchObject([{ code: 'duplicate-call', key: 'duplicate-call~switch~c' }]);
  });

  it('has what names the second as well, promises included', () => {
    const named = {
      recordings: [recording('r', { ids: ['switch'] })],
      notes: [note('n', { callId: 'switch' })],
      promises: [promise('p', { callId: 'switch' })],
    };
    const [first, second] = trail({ calls: [call('c'), told()], ...named });
    expect([first?.class, second?.class]).toEqual(['matched', 'exempt']);
    expect(first?.findings).toMatchObject([{ code: 'contradiction', subject: 'promise' }]);
    expect(second?.findings).toMatchObject([{ code: 'duplicate-call' }]);
  });

  it('is one however many tell of it', () => {
    const third = told({ callId: 'third', ids: ['third'], startedAt: TEN + 2 * SECOND });
    expect(classes({ calls: [third, told(), call('c')], ...whole })).toEqual([
      'call:c matched',
      'call:switch exempt',
      'call:third exempt',
    ]);
  });

  it('stands where a person decided about it, though another comes earlier; where they decided about both they are two', () => {
    const decisions = [decision({ callId: 'switch', recordingId: 'r' })];
    expect(classes({ calls: [call('c'), told()], ...whole, decisions })).toEqual([
      'call:c exempt',
      'call:switch matched',
    ]);
    const both = [...decisions, decision({ callId: 'c', noteId: 'n' })];
    expect(codes({ calls: [call('c'), told()], ...whole, decisions: both })).not.toContain('duplicate-call');
  });

  it('does not keep what a person rejected of it', () => {
    const rejected = decision({ callId: 'c', noteId: 'n', recordingId: undefined, confirmed: false });
    const notes = [note('n', { callId: 'switch' })];
    expect(classes({ calls: [call('c'), told()], recordings: [recording('r')], notes, decisions: [rejected] })).toEqual(
      ['call:c recording-without-note', 'call:switch exempt', 'note:n note-without-call'],
    );
  });

  it.each([
    ['is of another case', { caseId: 'other' }],
    ['is of another agent', { agentId: 'a-2' }],
    ['goes another way', { direction: 'inbound' as const }],
    ['is on another line', { lineId: 'l-2' }],
    ['is with another number', { number: '+34600000002' }],
    ['begins later', { startedAt: TEN + 3 * SECOND }],
    ['ends later', { endedAt: TEN + 3 * MINUTE + 3 * SECOND }],
  ])('is two where the second %s', (_what, over) => {
    expect(codes({ calls: [call('c'), told(over)] })).not.toContain('duplicate-call');
  });

  it('is two where the second is dialled as the first has ended', () => {
    const busy = call('c', { endedAt: TEN + SECOND, answered: false });
    const again = told({ endedAt: TEN + 2 * SECOND });
    expect(codes({ calls: [busy, again] })).not.toContain('duplicate-call');
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
    const later = call('d', { caseId: '2', startedAt: TEN + 60_000, endedAt: TEN + 4 * MINUTE });
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
    const foreign = call('d', { caseId: '2', startedAt: TEN + 2 * MINUTE, endedAt: TEN + 4 * MINUTE });
    const entries = trail({ calls: [call('c'), foreign], notes: [note('n')] });
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

describe('clocks that are known', () => {
  const ahead = (ms: number) => () => ms;

  it('are set right before anything is compared, and leave less room', () => {
    const skewed = recording('r', { startedAt: TEN + 55 * SECOND, endedAt: TEN + 4 * MINUTE });
    const linked = (clocks: () => number) =>
      trail({ calls: [call('c')], recordings: [skewed] }, TEN, clocks)[0]?.recording?.recordingId;
    expect(linked(ahead(55 * SECOND))).toBe('r');
    expect(linked(ahead(0))).toBeUndefined();
  });

  it('tell two agents apart who called one number 15 s after each other; unknown clocks do not', () => {
    const second = call('d', { startedAt: TEN + 15 * SECOND, endedAt: TEN + 3 * MINUTE + 15 * SECOND, agentId: 'a-2' });
    const one = recording('r', {
      agentId: undefined,
      lineId: undefined,
      startedAt: TEN + 15 * SECOND,
      endedAt: TEN + 3 * MINUTE + 15 * SECOND,
    });
    const evidence = { calls: [call('c'), second], recordings: [one] };
    expect(trail(evidence, TEN, ahead(0)).map((entry) => entry.recording?.recordingId)).toEqual([undefined, 'r']);
    expect(classes(evidence)).toEqual(['call:c ambiguous', 'call:d ambiguous']);
  });
});

describe('recordings that are more than one', () => {
  const first = recording('r-1', { ids: ['c'], endedAt: TEN + 80 * SECOND });
  const rest = { startedAt: TEN + 85 * SECOND, endedAt: TEN + 3 * MINUTE };

  it('parts of a call belong to it, by their id', () => {
    const [entry, ...others] = trail({
      calls: [call('c')],
      recordings: [recording('r-2', { ids: ['c'], ...rest }), first],
    });
    expect(entry?.recording?.recordingId).toBe('r-1');
    expect(entry?.segments.map(({ recordingId }) => recordingId)).toEqual(['r-2']);
    expect(others).toEqual([]);
  });

  it('and by their time where they have none', () => {
    const evidence = { calls: [call('c')], recordings: [first, recording('r-2', rest)], notes: [note('n')] };
    expect(classes(evidence)).toEqual(['call:c matched']);
    expect(codes(evidence)).toEqual(['split-recording']);
  });

  it('the same audio counts once, whatever it is called', () => {
    const copy = recording('r-9', { sha256: 'r' });
    const evidence = { calls: [call('c')], recordings: [recording('r', { ids: ['c'] }), copy], notes: [note('n')] };
    expect(classes(evidence)).toEqual(['call:c matched']);
    expect(codes(evidence)).toEqual(['duplicate-recording']);
    expect(classes({ recordings: [recording('r'), copy] })).toHaveLength(2);
  });

  it('two recorders of one call that know its id are no doubt', () => {
    const recordings = [recording('r-1', { ids: ['c'] }), recording('r-2', { ids: ['c'], source: 'other' })];
    expect(codes({ calls: [call('c')], recordings, notes: [note('n')] })).toEqual(['duplicate-recording']);
  });
});

describe('ids that are wrong', () => {
  const other = call('d', { number: '+34600000002', startedAt: TEN + 20 * MINUTE, endedAt: TEN + 22 * MINUTE });
  const ofC = recording('r-c', { ids: ['d'] });
  const ofD = recording('r-d', {
    ids: ['c'],
    number: '+34600000002',
    startedAt: TEN + 20 * MINUTE,
    endedAt: TEN + 22 * MINUTE,
  });

  it('A4: swapped recordings go where all else says, and both calls tell', () => {
    const entries = trail({ calls: [call('c'), other], recordings: [ofC, ofD] });
    expect(entries.map((entry) => entry.recording?.recordingId)).toEqual(['r-c', 'r-d']);
    expect(entries.map(({ findings }) => findings.map(({ code }) => code))).toEqual([
      ['recording-without-note', 'swapped-recording', 'weak-match'],
      ['recording-without-note', 'swapped-recording', 'weak-match'],
    ]);
  });

  it('A4: by a clock that is known they need not be far apart', () => {
    const soon = [TEN + 4 * MINUTE, TEN + 5 * MINUTE] as const;
    const next = call('d', { number: '+34600000002', startedAt: soon[0], endedAt: soon[1] });
    const ofNext = { ...ofD, startedAt: soon[0], endedAt: soon[1] };
    const swapped = (clocks?: OffsetOf) =>
      codes({ calls: [call('c'), next], recordings: [ofC, ofNext], notes: [note('n'), note('m')] }, clocks).filter(
        (code) => code === 'swapped-recording',
      );
    expect(swapped(() => 0)).toHaveLength(2);
    expect(swapped(() => undefined)).toHaveLength(0);
  });

  it('an id is believed where nothing fits better, and what speaks against it is told', () => {
    expect(codes({ calls: [call('c')], recordings: [ofD], notes: [note('n')] })).toEqual([
      'contradiction/number',
      'contradiction/time',
      'truncated-recording',
    ]);
  });

  it('a recording that two calls name is at most one’s', () => {
    const naming = { recordingId: 'r' };
    expect(
      codes({ calls: [call('c', naming), call('d', { caseId: '2', ...naming })], recordings: [recording('r')] }),
    ).toEqual(['claimed-twice', 'claimed-twice']);
  });
});

describe('what a person decided', () => {
  const twins = [recording('r-1'), recording('r-2')];

  it('stands against everything', () => {
    const far = recording('far', { number: '+34600000009', startedAt: TEN + 60 * MINUTE });
    const [entry] = trail({
      calls: [call('c')],
      recordings: [...twins, far],
      decisions: [decision({ recordingId: 'far' })],
    });
    expect(entry).toMatchObject({ recording: { recordingId: 'far' }, linkedBy: 'decision' });
  });

  it('a rejected recording is no candidate any more, with or without a shared id', () => {
    const decisions = [decision({ recordingId: 'r-1', confirmed: false })];
    expect(trail({ calls: [call('c')], recordings: twins, decisions })[0]?.recording?.recordingId).toBe('r-2');
    const named = recording('r-1', { ids: ['c'] });
    expect(trail({ calls: [call('c')], recordings: [named], decisions })[0]?.recording).toBeUndefined();
  });

  it('the later decision about the same counts', () => {
    const decisions = [
      decision({ recordingId: 'r-1', decidedAt: TEN + 2 }),
      decision({ recordingId: 'r-1', confirmed: false, decidedAt: TEN + 1 }),
    ];
    expect(trail({ calls: [call('c')], recordings: twins, decisions })[0]?.recording?.recordingId).toBe('r-1');
  });

  it('of two calls that a recording was confirmed to be of, it is the last one’s alone', () => {
    const calls = [call('c'), call('d', { startedAt: TEN + 60 * MINUTE, endedAt: TEN + 63 * MINUTE })];
    const decisions = [
      decision({ recordingId: 'r-1', decidedAt: TEN + 1 }),
      decision({ callId: 'd', recordingId: 'r-1', decidedAt: TEN + 2 }),
    ];
    for (const order of [decisions, [...decisions].reverse()]) {
      const entries = trail({ calls, recordings: [recording('r-1')], decisions: order });
      expect(entries.map((entry) => entry.recording?.recordingId)).toEqual([undefined, 'r-1']);
      expect(entries.flatMap(({ findings }) => findings.map(({ code }) => code))).not.toContain('claimed-twice');
    }
  });

  it('two recordings of the same time that are confirmed are one call twice, and not two parts of it', () => {
    const decisions = [decision({ recordingId: 'r-1' }), decision({ recordingId: 'r-2' })];
    const [entry] = trail({ calls: [call('c')], recordings: twins, notes: [note('n', { callId: 'c' })], decisions });
    expect(entry).toMatchObject({ class: 'matched', segments: [], duplicates: [{ recordingId: 'r-2' }] });
    expect(entry?.findings.map(({ code }) => code)).toEqual(['duplicate-recording']);
  });

  it('notes as well: confirmed against what they name, rejected from what they name', () => {
    const calls = [call('c'), call('d', { startedAt: TEN + 60 * MINUTE, endedAt: TEN + 61 * MINUTE })];
    const named = note('n', { callId: 'd' });
    const owners = (decisions: Parameters<typeof decision>[0][]) =>
      trail({ calls, notes: [named], decisions: decisions.map(decision) }).map(({ entryId, notes }) => [
        entryId,
        notes.length,
      ]);
    expect(owners([{ noteId: 'n' }])).toEqual([
      ['call:c', 1],
      ['call:d', 0],
    ]);
    expect(owners([{ callId: 'd', noteId: 'n', confirmed: false }])).toContainEqual(['note:n', 1]);
  });
});

describe('what reviewers found', () => {
  it('an id that a call bears twice is one id', () => {
    const twice = call('c', { ids: ['c', 'c'] });
    expect(trail({ calls: [twice], recordings: [recording('r', { ids: ['c'] })] })[0]).toMatchObject({
      linkedBy: 'id',
    });
  });

  it('decisions about notes count by when they were made, not by when they are read', () => {
    const named = note('n', { callId: 'c' });
    const decisions = [
      decision({ noteId: 'n', confirmed: true, decidedAt: TEN + 2 }),
      decision({ noteId: 'n', confirmed: false, decidedAt: TEN + 1 }),
    ];
    for (const order of [decisions, [...decisions].reverse()])
      expect(trail({ calls: [call('c')], notes: [named], decisions: order })[0]?.notes).toHaveLength(1);
  });

  it('a machine’s announcement is no copy where its ids are of different calls, nor where a person decided', () => {
    const second = call('d', { startedAt: TEN + 4 * MINUTE, endedAt: TEN + 7 * MINUTE });
    const same = { sha256: 'announcement' };
    const first = recording('r-1', { ids: ['c'], ...same });
    const other = recording('r-2', { ids: ['d'], startedAt: TEN + 4 * MINUTE, endedAt: TEN + 7 * MINUTE, ...same });
    const of = (evidence: Parameters<typeof trail>[0]) => trail(evidence).map((entry) => entry.recording?.recordingId);
    expect(of({ calls: [call('c'), second], recordings: [first, other] })).toEqual(['r-1', 'r-2']);
    const unnamed = { ...other, ids: [] };
    const decisions = [decision({ callId: 'd', recordingId: 'r-2' })];
    expect(of({ calls: [call('c'), second], recordings: [first, unnamed], decisions })).toEqual(['r-1', 'r-2']);
  });

  it('all that are equally likely are in doubt, not two of them', () => {
    const calls = ['c', 'd', 'e'].map((callId) => call(callId, { caseId: callId }));
    expect(classes({ calls, recordings: [recording('r')] })).toEqual([
      'call:c ambiguous',
      'call:d ambiguous',
      'call:e ambiguous',
    ]);
    const [entry] = trail({ calls: [call('c')], recordings: ['r-1', 'r-2', 'r-3'].map((id) => recording(id)) });
    expect(entry?.candidates).toHaveLength(3);
  });

  it('promises are told in the order in which they were recorded, not in which they are read', () => {
    const of = (revision: string) => promise(`p-${revision}`, { ref: { ...promise('p').ref, revision } });
    const keys = (promises: readonly ReturnType<typeof of>[]) =>
      trail({ calls: [call('c')], notes: [note('n')], promises }).flatMap(({ findings }) =>
        findings.map(({ key }) => key),
      );
    expect(keys([of('14'), of('9')])).toEqual(keys([of('9'), of('14')]));
  });

  it('no recording is lost: each is somewhere in the trail', () => {
    const recordings = [
      recording('r-1', { ids: ['c'] }),
      recording('r-2', { ids: ['c'], sha256: 'same' }),
      recording('r-3', { ids: ['c'], sha256: 'same' }),
    ];
    const [entry] = trail({ calls: [call('c')], recordings });
    expect([entry?.recording, ...(entry?.duplicates ?? [])].map((one) => one?.recordingId).sort()).toEqual([
      'r-1',
      'r-2',
      'r-3',
    ]);
  });

  it('keys of findings are told apart, whatever ids are made of', () => {
    const late = { writtenAt: TEN + 60 * MINUTE };
    const calls = [call('a:b'), call('a')];
    const notes = [note('c', { callId: 'a:b', ...late }), note('b:c', { callId: 'a', ...late })];
    const keys = trail({ calls, notes }).flatMap(({ findings }) => findings.map(({ key }) => key));
    expect(keys).toHaveLength(4);
    expect(new Set(keys).size).toBe(4);
  });
});

describe('a class that is amiss of itself is a finding as well', () => {
  const told = (evidence: Partial<Evidence>, at?: number) =>
    trail(evidence, at).flatMap(({ findings }) => findings.map(({ key, severity, rule }) => [key, severity, rule]));
  const noted = note('n', { callId: 'c' });

  it('A1, A2: what is missing of a call', () => {
    expect(told({ calls: [call('c')] })).toEqual([['call-without-evidence~c', 'medium', 'A1']]);
    expect(told({ calls: [call('c', { answered: false })] })).toEqual([['call-without-evidence~c', 'low', 'A1']]);
    expect(told({ calls: [call('c')], notes: [noted] })).toEqual([['note-without-recording~c', 'high', 'A1']]);
    expect(told({ calls: [call('c')], recordings: [recording('r', { ids: ['c'] })] })).toEqual([
      ['recording-without-note~c', 'high', 'A2'],
    ]);
    expect(told({ calls: [call('c')] }, TEN + 62 * MINUTE)).toEqual([]);
    expect(told({ calls: [call('c')], recordings: [recording('r', { ids: ['c'] })], notes: [noted] })).toEqual([]);
  });

  it('A2: a note of a call that is not on record is the worst there is; a memorandum is not one', () => {
    expect(told({ notes: [note('n', { callId: 'elsewhere' })] })).toEqual([['note-without-call~n', 'critical', 'A2']]);
    expect(told({ notes: [note('n', { spoke: false })] })).toEqual([['note-without-call~n', 'critical', 'A2']]);
    expect(told({ notes: [note('n', { spoke: undefined })] })).toEqual([]);
    // Its call is on record, in another case.
    expect(told({ calls: [call('c', { caseId: '2' })], notes: [noted] })).toContainEqual([
      'wrong-case~n~c',
      'high',
      'A2',
    ]);
  });

  it('A1: a recording of no call, and what cannot be told apart, with all that it is about', () => {
    expect(told({ recordings: [recording('r')] })).toEqual([['recording-without-call~r', 'high', 'A1']]);
    const [entry] = trail({ calls: [call('c')], recordings: [recording('r-1'), recording('r-2')] });
    expect(entry?.findings).toMatchObject([{ key: 'ambiguous~c', severity: 'medium', evidence: [{}, {}, {}] }]);
  });
});

describe('A1: cards and pauses', () => {
  const paid = (paymentId: string, at: number) => ({ caseId: '1', paymentId, ref, at });
  const long = call('c', { endedAt: TEN + 30 * MINUTE });
  const found = (pauses: readonly (readonly [number, number])[], ...payments: ReturnType<typeof paid>[]) =>
    codes(
      {
        calls: [long],
        notes: [note('n', { callId: 'c', writtenAt: TEN + 31 * MINUTE })],
        recordings: [
          recording('r', {
            ids: ['c'],
            endedAt: TEN + 30 * MINUTE,
            pauses: pauses.map(([from, until]) => ({ from: TEN + from * MINUTE, until: TEN + until * MINUTE })),
          }),
        ],
        payments,
      },
      () => 0,
    );

  it('a pause spares the card that was charged then, and no other', () => {
    expect(found([[8, 9]], paid('p', TEN + 10 * MINUTE))).toEqual([]);
    expect(found([], paid('p', TEN + 10 * MINUTE))).toEqual(['missing-pause']);
    expect(found([[1, 2]], paid('p', TEN + 20 * MINUTE))).toEqual(['missing-pause', 'unexplained-pause']);
    expect(found([[8, 9]], paid('p', TEN + 10 * MINUTE), paid('q', TEN + 25 * MINUTE))).toEqual(['missing-pause']);
    expect(found([[8, 9]], paid('p', TEN + 10 * MINUTE), paid('q', TEN + 13 * MINUTE))).toEqual(['missing-pause']);
    const two = [paid('p', TEN + 10 * MINUTE), paid('q', TEN + 13 * MINUTE)];
    expect(
      found(
        [
          [8, 9],
          [11, 12],
        ],
        ...two,
      ),
    ).toEqual([]);
    const close = [paid('p', TEN + 10 * MINUTE), paid('q', TEN + 14.5 * MINUTE)];
    expect(
      found(
        [
          [8, 9],
          [9.5, 10.2],
        ],
        ...close,
      ),
    ).toEqual([]);
    expect(found([[8, 9]], paid('p', TEN + 33 * MINUTE))).toEqual(['unexplained-pause']);
    expect(found([[28, 29]], paid('p', TEN + 33 * MINUTE))).toEqual([]);
  });
});

describe('what cannot be told apart', () => {
  it('a row of calls and recordings that may all be shifted by one is ambiguous, and not linked at random', () => {
    const calls = Array.from({ length: 5 }, (_, i) =>
      call(`c-${i}`, { startedAt: TEN + i * MINUTE, endedAt: TEN + i * MINUTE + 20 * SECOND, answered: false }),
    );
    const recordings = Array.from({ length: 4 }, (_, i) => {
      const startedAt = TEN + i * MINUTE + 30 * SECOND;
      return recording(`r-${i}`, { startedAt, endedAt: startedAt + 20 * SECOND });
    });
    expect(trail({ calls, recordings }).map(({ class: judged }) => judged)).toEqual(Array(5).fill('ambiguous'));
    // One that tells which way they are shifted settles all of them.
    const settled = trail({ calls, recordings, decisions: [decision({ callId: 'c-0', recordingId: 'r-0' })] });
    expect(settled[0]).toMatchObject({ linkedBy: 'decision' });
  });
});

describe('what the pack expects', () => {
  const lenient = { ...rules, unanswered: { recording: false, note: false } };
  const missed = call('c', { answered: false, endedAt: TEN + 20 * SECOND, rules: lenient });

  it('exempt: nothing is expected, and nothing there', () => {
    expect(classes({ calls: [missed] })).toEqual(['call:c exempt']);
    expect(classes({ calls: [{ ...missed, rules }] })).toEqual(['call:c call-without-evidence']);
  });

  it('matched with what is there, where no more is expected', () => {
    expect(classes({ calls: [missed], notes: [note('n', { callId: 'c', spoke: false })] })).toEqual(['call:c matched']);
  });
});

describe('A2: findings', () => {
  const found = (over: Partial<CallEvidence>, written: Parameters<typeof note>[1]) =>
    codes({ calls: [call('c', over)], notes: [note('n', { callId: 'c', ...written })] });

  it('a note written too long after the call', () => {
    expect(found({}, { writtenAt: TEN + 33 * MINUTE })).toEqual([]);
    expect(found({}, { writtenAt: TEN + 33 * MINUTE + 1 })).toEqual(['late-note']);
    expect(found({}, { writtenAt: TEN + (24 * 60 + 3) * MINUTE + 1 })).toEqual(['very-late-note']);
  });

  it('a note written before the call had ended, by more than clocks differ', () => {
    expect(found({}, { writtenAt: TEN + 3 * MINUTE - 10_000 })).toEqual([]);
    expect(found({}, { writtenAt: TEN + 3 * MINUTE - 10_001 })).toEqual(['early-note']);
    expect(found({ endedAt: TEN + MINUTE }, { writtenAt: TEN + 2_000 })).toEqual(['early-note']);
  });

  it('a note that says something else than the call', () => {
    expect(found({ answered: false }, { spoke: true })).toEqual(['contradiction/outcome']);
    expect(found({ answered: true }, { spoke: false })).toEqual(['contradiction/outcome']);
    expect(found({ answered: false }, { spoke: undefined })).toEqual([]);
  });

  it('a note of a conversation with somebody else than who answered', () => {
    const party = (answeredBy: CallEvidence['answeredBy'], said: Parameters<typeof note>[1]) =>
      found({ answered: true, ...(answeredBy && { answeredBy }) }, said);
    expect(party('third-party', { party: 'debtor' })).toEqual(['contradiction/party']);
    expect(party('debtor', { party: 'third-party' })).toEqual(['contradiction/party']);
    expect(party('debtor', { party: 'debtor' })).toEqual([]);
    expect(party('third-party', {})).toEqual([]);
    expect(party(undefined, { party: 'debtor' })).toEqual([]);
    // That nobody is said to have been spoken to is told as that.
    expect(party('third-party', { party: 'debtor', spoke: false })).toEqual(['contradiction/outcome']);
  });

  it('a promise may be made by whoever answered', () => {
    const promised = { currency: 'EUR', minor: 500, dueAt: TEN };
    const one = (over: Parameters<typeof promise>[1]) =>
      codes({
        calls: [call('c', { answered: true, answeredBy: 'third-party' })],
        notes: [note('n', { callId: 'c', party: 'debtor', promised })],
        promises: [promise('p', { callId: 'c', ...promised, ...over })],
      });
    expect(one({ madeBy: 'third-party' })).toEqual([]);
    expect(one({})).toEqual(['contradiction/party']);
  });

  it('A3: a note of a conversation that leaves out what the pack asks for', () => {
    const full = { ...rules, noteFields: ['reasonForDelay', 'likelihood'] };
    expect(found({ rules: full }, { says: ['likelihood', 'reasonForDelay'] })).toEqual([]);
    expect(found({ rules: full }, { says: ['likelihood'] })).toEqual(['incomplete-note']);
    expect(found({ rules: full, answered: false }, { spoke: false })).toEqual([]);
  });

  it('a note by another agent, or naming a call of another case', () => {
    expect(found({}, { agentId: 'a-2' })).toEqual(['wrong-agent']);
    expect(found({ assignedTo: 'a-1' }, {})).toEqual([]);
    expect(found({ assignedTo: 'a-2' }, {})).toEqual(['unassigned-agent']);
    expect(found({ assignedTo: 'a-2', direction: 'inbound' }, {})).toEqual([]);
    expect(codes({ calls: [call('c', { caseId: '2' })], notes: [note('n', { callId: 'c' })] })).toEqual(['wrong-case']);
  });

  it('the same note twice, but not two notes', () => {
    const calls = [call('c')];
    const first = note('n', { callId: 'c', text: 'same' });
    const again = (over: object) => note('o', { callId: 'c', text: 'same', writtenAt: TEN + 6 * MINUTE, ...over });
    expect(codes({ calls, notes: [first, again({})] })).toEqual(['duplicate-note']);
    expect(codes({ calls, notes: [first, again({ text: 'other' })] })).toEqual([]);
  });

  it('one note for several attempts in a row, none of which reached anybody', () => {
    const attempts = [0, 2, 4].map((minutes, i) =>
      call(`c-${i}`, {
        answered: false,
        startedAt: TEN + minutes * MINUTE,
        endedAt: TEN + minutes * MINUTE + 20 * SECOND,
      }),
    );
    const notes = [note('n', { callId: 'c-2', spoke: false })];
    expect(codes({ calls: attempts, notes })).toEqual(['shared-note', 'shared-note']);
    const spoken = attempts.map((one) => ({ ...one, answered: true }));
    expect(codes({ calls: spoken, notes: [note('n', { callId: 'c-2' })] })).toEqual([]);
  });

  it('a promise that no note tells of, that is another one in the note, or that is only there', () => {
    const calls = [call('c')];
    const noted = (promised?: object) => [
      note('n', {
        callId: 'c',
        ...(promised && { promised: { currency: 'EUR', minor: 10_000, dueAt: promise('p').dueAt, ...promised } }),
      }),
    ];
    expect(codes({ calls, notes: noted({}), promises: [promise('p')] })).toEqual([]);
    expect(codes({ calls, notes: noted(), promises: [promise('p')] })).toEqual(['contradiction/promise']);
    expect(codes({ calls, notes: noted({}) })).toEqual(['contradiction/promise']);
    expect(codes({ calls, notes: noted({ minor: 5 }), promises: [promise('p')] })).toEqual([
      'contradiction/promise-amount',
    ]);
    expect(codes({ calls, notes: noted({ dueAt: TEN }), promises: [promise('p')] })).toEqual([
      'contradiction/promise-date',
    ]);
  });

  it('A4: a recording that is shorter than the conversation, or longer than the call', () => {
    const answered = call('c', { answeredAt: TEN + 20 * SECOND });
    const made = (endedAt: number) =>
      codes({ calls: [answered], recordings: [recording('r', { ids: ['c'], endedAt })], notes: [note('n')] });
    expect(made(TEN + 3 * MINUTE)).toEqual([]);
    expect(made(TEN + MINUTE)).toEqual(['truncated-recording']);
    expect(made(TEN + 5 * MINUTE)).toEqual(['contradiction/length']);
  });

  it('a call that nobody answered, with a conversation on its recording', () => {
    const missed = call('c', { answered: false, endedAt: TEN + 25 * SECOND });
    const recordings = [recording('r', { ids: ['c'] })];
    expect(
      codes({ calls: [missed], recordings, notes: [note('n', { spoke: false, writtenAt: TEN + MINUTE })] }),
    ).toEqual(['contradiction/length']);
  });
});
