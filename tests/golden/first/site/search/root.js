Recto.searchRoot({"n":3,"s":16,"h":"4b80572f","d":"A","f":"A","c":"KgeLt50","b":"8e6545caaee2","l":[["junior","Junior"]],"k":[],"e":"","w":""})
