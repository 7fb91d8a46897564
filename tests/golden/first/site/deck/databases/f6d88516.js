Recto.deckTopic("databases",25,["d9c3c02c"],[["acid","What do the ACID properties promise?",0,-1,0,["transactions"],[],"","",[],0]]);
