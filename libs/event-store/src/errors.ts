/** One vocabulary for everything that can go wrong between this process and the store. */

/** The stream does not end where the writer believed: somebody else wrote, or the write was made before. */
export class StoreConflict extends Error {
  constructor(readonly stream: string) {
    super(`${stream} has moved on`);
    this.name = 'StoreConflict';
  }
}

/** The store cannot be reached or does not answer. A read may simply be tried again. */
export class StoreUnavailable extends Error {
  constructor(cause: unknown) {
    super('the event store does not answer', { cause });
    this.name = 'StoreUnavailable';
  }
}

/** An append may or may not have been stored. The same events, with the same ids, may be sent again safely. */
export class OutcomeUnknown extends StoreUnavailable {
  constructor(cause: unknown) {
    super(cause);
    this.message = 'the event store did not say whether the events are stored';
    this.name = 'OutcomeUnknown';
  }
}

/** The store answered, and said no. Sent again, it would say the same. */
export class StoreRefused extends Error {
  constructor(cause: Error) {
    super(`the event store refused the call (${cause.name})`, { cause });
    this.name = 'StoreRefused';
  }
}

/** A stored event is not what was written, or was written by a newer version. It is never skipped. */
export class BadStoredEvent extends Error {
  constructor(
    readonly stream: string,
    readonly revision: bigint | number,
    reason: string,
  ) {
    super(`${stream} revision ${revision}: ${reason}`);
    this.name = 'BadStoredEvent';
  }
}
