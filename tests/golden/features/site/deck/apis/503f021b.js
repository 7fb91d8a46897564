Recto.deckTopic("apis",25,["c028d7b3"],[["idempotency","When is it safe to try again?",1,0,1,["c++","c-sharp"],[],""]]);
