Recto.deckTopic("apis",25,["9661e5df"],[["idempotency","When is it safe to try again?",1,0,1,["c++","c-sharp"],[],""]]);
