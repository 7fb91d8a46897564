<<<<<<<< HEAD:tests/golden/features/site/deck/apis/http/2a4e94e9.js
Recto.deckTopic("apis/http",25,["c88644c0"],[["etag","What says the client's cache?",0,0,1,[],["status","384725b8"],"content/apis/http/cards.md"],["methods","Which methods are idempotent?",0,0,1,["c++"],[],"content/apis/http/cards.md"]]);
========
Recto.deckTopic("apis/http",25,["36d25ac9"],[["etag","What says the client's cache?",0,0,1,[],["status","384725b8"],"content/apis/http/cards.md"],["methods","Which methods are idempotent?",0,0,1,["c++"],[],"content/apis/http/cards.md"]]);
>>>>>>>> 797fc2b (Panics become findings, and only files that are shown are published):tests/golden/features/site/deck/apis/http/7d061841.js
