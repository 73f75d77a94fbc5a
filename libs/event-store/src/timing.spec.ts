import { Silence, TimedOut, Waiting, withTimeout } from './timing';

describe('waiting', () => {
  it('gives the outcome of one promise after the other', async () => {
    const waiting = new Waiting<'stop'>();
    expect(await waiting.for(Promise.resolve(1))).toBe(1);
    await expect(waiting.for(Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await waiting.for(Promise.resolve(2))).toBe(2);
  });

  it('is interrupted, and may wait for the same promise again', async () => {
    const waiting = new Waiting<'stop'>();
    let resolve: (value: number) => void = () => undefined;
    const late = new Promise<number>((settle) => {
      resolve = settle;
    });
    const first = waiting.for(late);
    waiting.interrupt('stop');
    expect(await first).toBe('stop');
    const second = waiting.for(late);
    resolve(7);
    expect(await second).toBe(7);
  });

  it('remembers an interruption that came while nobody waited', async () => {
    const waiting = new Waiting<'stop'>();
    await waiting.for(Promise.resolve(1));
    waiting.interrupt('stop');
    expect(await waiting.for(new Promise(() => undefined))).toBe('stop');
    expect(await waiting.for(Promise.resolve(2))).toBe(2);
  });
});

describe('silence', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is noticed once, unless something is heard, and again when it begins anew', () => {
    const noticed = jest.fn();
    const silence = new Silence(100, noticed);
    jest.advanceTimersByTime(99);
    silence.postpone();
    jest.advanceTimersByTime(99);
    expect(noticed).not.toHaveBeenCalled();
    jest.advanceTimersByTime(500);
    expect(noticed).toHaveBeenCalledTimes(1);
    silence.postpone();
    jest.advanceTimersByTime(100);
    expect(noticed).toHaveBeenCalledTimes(2);
    silence.end();
    jest.advanceTimersByTime(500);
    expect(noticed).toHaveBeenCalledTimes(2);
  });
});

it('a call that does not answer is given up, one that fails has its own error', async () => {
  await expect(withTimeout(new Promise(() => undefined), 5)).rejects.toBeInstanceOf(TimedOut);
  await expect(withTimeout(Promise.reject(new Error('mine')), 5_000)).rejects.toThrow('mine');
  expect(await withTimeout(Promise.resolve(3), 5_000)).toBe(3);
});
