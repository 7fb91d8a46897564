// What search needs once the reader shows interest, put together when a site is built (src/theme/bundle.rs), in the order in which the parts
// build on each other. Then it is shortened (src/theme/shorten.rs): these names of properties are the search's own.
'own:anchor card crumb doc docs endings entry excerpt extra facets form forms frequency half heading hits kind level lists memo named';
'own:names ordinal readings rests results score sections share slip tags tails telling texts topics searchExact searchRank searchReadings';
'own:searchTokens symbol meant counts weight order read section';
'include:js/strings/search.js';
'include:js/search-text.js';
'include:js/search-index.js';
'include:js/search-words.js';
'include:js/search-rank.js';
'include:js/search-find.js';
'include:js/search-view.js';
