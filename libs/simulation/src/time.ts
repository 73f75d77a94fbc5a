/** Spans in milliseconds, and instants as they stand in reports. */
export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export const instant = (epochMs: number): string => new Date(epochMs).toISOString();
