Recto.deckTopic("apis",25,["64b9a0fd"],[["idempotency","When is it safe to try again?",1,0,1,["c++","c-sharp"],[],""]]);
