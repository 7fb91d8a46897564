Recto.searchManifest({"n":3,"s":17,"h":"4b80572f","d":"A","f":"A","c":"TcbbkA","b":"8e6545caaee2","l":[["junior","Junior"]],"k":[],"e":""})
