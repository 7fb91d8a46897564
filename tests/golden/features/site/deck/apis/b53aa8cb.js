Recto.deckTopic("apis",25,["101e37a5"],[["idempotency","When is it safe to try again?",1,0,1,["c++","c-sharp"],[],""]]);
