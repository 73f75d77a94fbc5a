/** The body of a command: what the domain asks for, where the fact's own id may be left out beside an Idempotency-Key. */
export type Body<C, OwnId extends keyof C, InPath extends keyof C = never> = Omit<C, OwnId | InPath> &
  Partial<Pick<C, Exclude<OwnId, InPath>>>;
