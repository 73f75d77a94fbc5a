export type {
  Fact,
  Imported,
  ImportedCall,
  ImportedCheck,
  ImportedNote,
  ImportedRecording,
  Joined,
  Quarantined,
  Whose,
} from './imported';
export { toE164 } from './numbers';
export { readImport } from './read-import';
export { IMPORT_FORMATS, type ImportFormat, parseSource, SOURCE_PATTERN, type Source, SourceSchema } from './source';
export { Unreadable, WrongSource } from './unreadable';
