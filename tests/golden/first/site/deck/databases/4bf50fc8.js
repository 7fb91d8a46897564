Recto.deckTopic("databases",25,["4947a8e3"],[["acid","What do the ACID properties promise?",0,-1,0,["transactions"],[],"","",[],0]]);
