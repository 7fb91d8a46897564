Recto.searchPart(`My guide	index.html		pAA	
Databases	databases/index.html		pAA	
What do the ACID properties promise?	databases/acid.html	Databases	cBA	transactions	hint	Hint	Four properties, four different failures that each prevents.	answer	Answer	Atomicity: all statements of a transaction take effect, or none does.	key-points	Key points	Atomicity: all or nothing Durability: a commit survives a crash
`)
