// What each chunk registers, by the name of its file: a wrong name at either end is an error of types.

interface Chunks {
  'answer-feedback': Pick<typeof import('./answer-feedback.js'), 'loadVocabulary' | 'showFeedback'>;
  assistant: typeof import('./assistant.js').show;
  'assistant-prompt': typeof import('./assistant-prompt.js').prompt;
  'backup-sync': Pick<typeof import('./backup-sync.js'), 'syncBackup'>;
  'bucket-storage': { openBucketStorage: typeof import('./bucket-storage.js').openBucketStorage };
  'custom-card-form': Pick<typeof import('./custom-card-form.js'), 'exportList' | 'open'>;
  'diagram-viewer': typeof import('./diagram-viewer.js').open;
  forecast: (input: any) => Generator<number, any>;
  'keys-list': typeof import('./keys-list.js').showList;
  'link-preview': typeof import('./link-preview.js').onHover;
  'note-dialog': typeof import('./note-dialog.js').open;
  offline: Pick<typeof import('./offline.js'), 'resumeOffline' | 'showOfflineSection'>;
  optimise: (input: any) => Generator<number, any>;
  'reading-notes': typeof import('./reading-notes.js').open;
  search: {
    find: typeof import('./search-results.js').find;
    open: typeof import('./search-index.js').open;
    view: typeof import('./search-view.js').view;
  };
  'search-extras': Pick<typeof import('./search-extras.js'), 'matchPhrases' | 'misspellings' | 'shardParsers'>;
  'failed-searches': typeof import('./failed-searches.js').show;
}
