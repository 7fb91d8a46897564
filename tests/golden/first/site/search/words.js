Recto.words(["a do does my of or that the what"],{});
