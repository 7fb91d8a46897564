// What each script that is loaded on use registers, by name: a wrong name at either end is an error of types.

interface Chunks {
  assistant: typeof import('./assistant.js').show;
  generations: { openBucketStorage: typeof import('./bucket-storage.js').openBucketStorage };
  judge: Pick<typeof import('./answer-feedback.js'), 'loadVocabulary' | 'showFeedback'>;
  keptFile: Pick<typeof import('./kept-file.js'), 'syncKeptFile'>;
  keysList: typeof import('./keys-list.js').showList;
  largeView: typeof import('./diagram-viewer.js').open;
  notes: typeof import('./reading-notes.js').open;
  offline: Pick<typeof import('./offline.js'), 'resumeOffline' | 'showOfflineSection'>;
  optimise: (input: any) => Generator<number, any>;
  own: Pick<typeof import('./custom-card-form.js'), 'files' | 'open'>;
  plan: (input: any) => Generator<number, any>;
  preview: typeof import('./link-preview.js').onHover;
  prompt: typeof import('./assistant-prompt.js').prompt;
  remark: typeof import('./note-dialog.js').open;
  search: {
    find: typeof import('./search-results.js').find;
    open: typeof import('./search-index.js').open;
    view: typeof import('./search-view.js').view;
  };
  searchRare: Pick<typeof import('./search-extras.js'), 'holding' | 'misspellings' | 'readers'>;
}
