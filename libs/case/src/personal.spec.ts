import { withoutPersonal } from './personal';
import { opened } from './testing/facts';
import { happened } from './testing/given';

describe('an event without personal fields', () => {
  it('keeps its shape, and who is who by id', () => {
    const blank = withoutPersonal(opened());
    const text = JSON.stringify(blank);
    expect(text).not.toContain('+346');
    expect(text).not.toContain('"Debtor"');
    expect(blank).toMatchObject({
      type: 'CaseOpened',
      data: { debtor: { personId: 'P-1', name: '' }, contacts: [{ contactId: 'C-self', number: '' }, {}] },
    });
  });

  it('has no text of a note, and no clue', () => {
    const note = happened('NoteTaken', '2026-11-04T10:00:00Z', {
      noteId: 'n-1',
      agentId: 'agent-7',
      writtenAt: '2026-11-04T10:00:00Z',
      text: 'what was said',
      outcome: 'promised',
      clues: ['works at the harbour'],
    });
    expect(withoutPersonal(note).data).toEqual({ ...note.data, text: '', clues: [] });
  });
});
