/** How far the projections are, as their leader tells everybody who shares the database. */
export interface ProjectionProgress {
  /** Until it was level for the first time, it is `filling` and not shown. */
  readonly state: 'filling' | 'catching-up' | 'level' | 'stopped';
  /** Why it has stopped. */
  readonly reason?: string | undefined;
  readonly version: number;
  /** Of the newest event taken in; null before the first. */
  readonly position: string | null;
  /** Of the newest change in its feed. */
  readonly cursor: string;
  /** Events delivered and not yet taken in: a bounded number, for the rest waits in the store. */
  readonly waiting: number;
  /** How old the newest event taken in is, while there are more; null where nobody can say. */
  readonly lagSeconds: number | null;
}

export interface Progress {
  /** When the leader said so; epoch milliseconds. */
  readonly at: number;
  /** When the subscription last began, anew after a drop; epoch milliseconds. */
  readonly subscribedAt: number;
  readonly projections: Readonly<Record<string, ProjectionProgress>>;
  /** Positions of what is being built anew. */
  readonly building: Readonly<Record<string, string>>;
  /** What was being built anew and has stopped, and why; the older one is read meanwhile. */
  readonly stoppedBuilds?: Readonly<Record<string, string>>;
}
