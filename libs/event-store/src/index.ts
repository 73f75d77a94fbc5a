export { STREAM_PREFIXES } from '@case';
export * from './chain';
export * from './codec';
export { type ConnectionHealth, NotSent } from './connection';
export * from './errors';
export * from './event-store';
export * from './metadata';
export type { SubscribeOptions } from './subscription';
export * from './writing';
