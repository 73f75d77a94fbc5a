export * from './chain';
export * from './codec';
export * from './errors';
export * from './event-store';
export * from './metadata';
export * from './writing';
