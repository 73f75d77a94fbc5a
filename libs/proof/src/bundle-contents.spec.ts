import { createHash } from 'node:crypto';
import { contentFaults } from './bundle-contents';
import { canonicalForm } from './canonical';

const PACK = { ref: 'mine@1', title: 'Mine', extends: 'default@1' };
const sha256 = createHash('sha256').update(canonicalForm(PACK)).digest('hex');
const EVENTS = [
  { stream: 'case-c', data: { policies: [{ layer: 'agency', ref: 'mine@1', sha256 }] } },
  { stream: 'case-c', data: { text: 'said' } },
  { stream: 'recording-r', data: {} },
];
const named = (stream: string, revision: number) => ({
  event: { stream, revision: String(revision), type: 'NoteTaken' },
});
const POLICY = ['policies/mine@1.json', JSON.stringify(PACK, null, 2)] as const;

const faultsOf = (files: Readonly<Record<string, unknown>>, policy: readonly [string, string] | undefined = POLICY) =>
  contentFaults(
    new Map([
      ...Object.entries(files).map(([name, value]) => [name, JSON.stringify(value)] as const),
      ...(policy ? [policy] : []),
    ]),
    EVENTS,
  );

describe('what a bundle says beside its events', () => {
  it('names events that are in it, and others of streams that are none of its own', () => {
    const trail = { entries: [{ call: named('case-c', 1), recording: named('recording-r', 0) }] };
    const found = { findings: [{ evidence: [named('case-other', 7).event, named('recording-of-another', 3).event] }] };
    expect(faultsOf({ 'audit-trail.json': trail, 'findings.json': found, 'case.json': { revision: '1' } })).toEqual([]);
  });

  it('names none that was left out at the end, and no recording that is missing with all of its events', () => {
    expect(faultsOf({ 'replay.json': { steps: [named('case-c', 1), named('case-c', 2)] } })).toEqual([
      { file: 'replay.json', reason: 'it names case-c revision 2, which is not among the events' },
    ]);
    expect(faultsOf({ 'audit-trail.json': { entries: [{ recording: named('recording-s', 0) }] } })).toMatchObject([
      { reason: 'it names recording-s revision 0, which is not among the events' },
    ]);
    expect(faultsOf({ 'case.json': named('case-c', Number.NaN) })).toMatchObject([{ file: 'case.json' }]);
  });

  it('has the rule books that its events bind the case to, and no others', () => {
    const softer = ['policies/mine@1.json', JSON.stringify({ ...PACK, promises: { graceMinutes: 900 } })] as const;
    expect(faultsOf({}, softer)).toEqual([
      { file: 'policies/mine@1.json', reason: 'it is not the rule book that the case is bound to' },
    ]);
    expect(faultsOf({}, ['policies/mine@1.json', '{'])).toMatchObject([{ file: 'policies/mine@1.json' }]);
    expect(faultsOf({}, ['policies/other@1.json', '{}'])).toEqual([
      { file: 'policies/mine@1.json', reason: 'the case is bound to it, and it is not there' },
      { file: 'policies/other@1.json', reason: 'no event binds the case to it' },
    ]);
  });
});
