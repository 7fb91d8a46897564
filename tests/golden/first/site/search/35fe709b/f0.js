Recto.searchPart("35fe709b/f0","Aabases!datAd!aciBe!guiAmise!proAperties!proAt!wha","x//4")
