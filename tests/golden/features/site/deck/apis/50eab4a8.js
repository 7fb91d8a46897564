Recto.deckTopic("apis",25,["1680297a"],[["idempotency","When is it safe to try again?",1,0,1,["c++","c-sharp"],[],""]]);
