Recto.wordFrequencies(["a do does my of or that the what"],{});
