/** The one clock of the service, so that tests can hold it. Epoch milliseconds. */
export abstract class Clock {
  abstract now(): number;
}

export class SystemClock extends Clock {
  override now(): number {
    return Date.now();
  }
}
