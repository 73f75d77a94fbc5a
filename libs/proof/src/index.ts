export * from './bundle';
export * from './canonical';
export * from './chain';
export * from './checkpoint';
export * from './log';
export * from './merkle';
export * from './record';
export * from './signed-note';
