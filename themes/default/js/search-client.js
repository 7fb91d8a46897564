// What search needs once the reader shows interest, put together when a site is built (src/theme/bundle.rs), in the order in which the parts
// build on each other.
'include:js/search-own.js';
'include:js/strings/search.js';
'include:js/search-text.js';
'include:js/search-index.js';
'include:js/search-words.js';
'include:js/search-rank.js';
'include:js/search-find.js';
'include:js/search-view.js';
