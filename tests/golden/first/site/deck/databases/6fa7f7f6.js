Recto.deckTopic("databases",25,["adbf3dc0"],[["acid","What do the ACID properties promise?",0,-1,0,["transactions"],[],""]]);
