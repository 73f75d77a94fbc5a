import { registerRecording } from './register-recording';

const recording = {
  recordingId: 'r-1',
  direction: 'outbound',
  startedAt: '2026-11-10T10:00:00.000Z',
  endedAt: '2026-11-10T10:05:00.000Z',
  sha256: 'a'.repeat(64),
  uri: 's3://recordings/r-1',
  source: 'recorder-1',
} as const;
const now = Date.parse('2026-11-10T12:00:00Z');

describe('register-recording', () => {
  it('records that the recording exists, from when it began', () => {
    expect(registerRecording(recording, { now })).toEqual([
      { type: 'RecordingRegistered', data: recording, occurredAt: recording.startedAt },
    ]);
  });

  it('says no to one that ends before it begins, or in the future', () => {
    const backwards = { ...recording, endedAt: '2026-11-10T09:59:59.000Z' };
    expect(() => registerRecording(backwards, { now })).toThrow(
      expect.objectContaining({ code: 'times-out-of-order' }),
    );
    const ahead = { ...recording, endedAt: '2026-11-10T12:06:00.000Z' };
    expect(() => registerRecording(ahead, { now })).toThrow(
      expect.objectContaining({ code: 'time-in-future', field: 'endedAt' }),
    );
  });
});
