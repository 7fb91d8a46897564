// Names that only the search knows, as properties too: in js/search-client.js and js/search-more.js they become the same short ones
// (src/theme/shorten.rs).
'own:anchor card classes coder counts crumb doc docs endings entry excerpt extra facets form forms frequency half heading hits holding kind';
'own:level lists meant memo misspellings named names number order ordinal path query read readings rests results root score section';
'own:sections share slip symbol tags tails telling texts topics weight words searchBest searchExact searchMore searchRank searchRare';
'own:searchReadings searchTokens';
