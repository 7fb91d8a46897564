Recto.searchPart("6e975544/f0","Aabases!datAd!aciBe!guiAmise!proAperties!proAt!wha","x//4")
