import type { EventData } from '@case';
import { corrected, toCorrection, toNote } from './pieces';

const ref = { stream: 'case-1', revision: '1', type: 'x' };
const written: EventData<'NoteTaken'> = {
  noteId: 'n',
  agentId: 'a',
  writtenAt: '2026-11-04T10:00:00.000Z',
  text: 'What was said.',
  outcome: 'hardship',
};

it.each([
  ['refused', true, undefined],
  ['left-message', undefined, undefined],
  ['no-answer', false, undefined],
  ['third-party', true, 'third-party'],
] as const)('a note that is corrected to %s says nothing else, kept or not', (outcome, spoke, party) => {
  const correction = toCorrection('1', { correctionId: 'c', noteId: 'n', by: 'a', reason: 'so', outcome }, ref, 0);
  const note = toNote('1', written, ref);
  expect(note).toMatchObject({ spoke: true, party: 'debtor' });
  for (const kept of [correction, JSON.parse(JSON.stringify(correction))])
    expect(corrected(note, kept)).toMatchObject({ spoke, party });
});
