Recto.searchPart("Aabases!datAd!aciBe!guiAmise!proAperties!proAt!wha","x//4")
