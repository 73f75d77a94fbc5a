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
  /** Events delivered and not yet taken in. */
  readonly waiting: number;
  readonly lagSeconds: number;
}

export interface Progress {
  /** When the leader said so; epoch milliseconds. */
  readonly at: number;
  /** When the subscription last began, anew after a drop; epoch milliseconds. */
  readonly subscribedAt: number;
  readonly projections: Readonly<Record<string, ProjectionProgress>>;
  /** Positions of what is being built anew. */
  readonly building: Readonly<Record<string, string>>;
}
