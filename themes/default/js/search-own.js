// Names that only the search knows, as properties too: in js/search-client.js and js/search-more.js they become the same short ones
// (src/theme/shorten.rs).
'own:form doc number at most weight kind readings hits end forms frequency lists query score chosen entries memo title entry words';
'own:filters heading results root searchTokens sections worth extra meant section slip texts counts half level more much names rank';
'own:searchExact searchMore searchRare sums symbol tags telling anchor card classes coder crumb excerpt holding misspellings narrow';
'own:order ordinal path read searchBelow searchBest searchRank searchReadings share endings host named tell range line decoder unpack plain';
