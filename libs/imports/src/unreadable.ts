/** A line that cannot become a fact: a stable code, the field, and why; never what stood there, which may be personal. */
export class Unreadable extends Error {
  constructor(
    readonly code: string,
    readonly field: string | undefined,
    detail: string,
  ) {
    super(detail);
    this.name = 'Unreadable';
  }
}

/** The file or its declaration is wrong as a whole: nothing of it is imported. */
export class WrongSource extends Error {
  constructor(
    readonly field: string,
    detail: string,
  ) {
    super(detail);
    this.name = 'WrongSource';
  }
}
