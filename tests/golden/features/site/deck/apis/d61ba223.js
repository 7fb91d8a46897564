Recto.deckTopic("apis",25,["b1f8f05c"],[["idempotency","When is it safe to try again?",1,0,1,["c++","c-sharp"],[],"","",["apis/http/methods"],0]]);
