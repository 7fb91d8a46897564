Recto.deckTopic("databases",25,["7ccee2b0"],[["acid","What do the ACID properties promise?",0,-1,0,["transactions"],[],""]]);
