Recto.deckTopic("apis",25,["9d6ebb4c"],[["idempotency","When is it safe to try again?",1,0,1,["c++","c-sharp"],[],""]]);
