Recto.deckTopic("databases",25,["decb9178"],[["acid","What do the ACID properties promise?",0,-1,0,["transactions"],[],""]]);
