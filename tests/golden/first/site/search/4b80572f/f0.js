Recto.searchPart("4b80572f/f0","Aabases!datAd!aciBe!guiAmise!proAperties!proAt!wha","x//4")
