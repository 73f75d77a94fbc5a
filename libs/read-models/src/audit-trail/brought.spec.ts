import { caseKnownBy, type EvidenceCase, policiesAt } from './brought';

const bound = (ref: string): EvidenceCase['bindings'][number]['policies'] => [
  { layer: 'agency', ref, sha256: '0'.repeat(64) },
];

it('a rule book that was bound later as of before judges nothing by what was known until then', () => {
  const known: EvidenceCase = {
    ...{ caseId: 'L-1', timeZone: 'Europe/Madrid', knownSince: 10, teams: [], numbers: [], since: [], from: [] },
    bindings: [
      { from: 10, policies: bound('first@1') },
      { from: 20, since: 90, policies: bound('second@1') },
    ],
  };
  expect(policiesAt(caseKnownBy(known, 89), 30)).toEqual(bound('first@1'));
  expect(policiesAt(caseKnownBy(known, 90), 30)).toEqual(bound('second@1'));
});
