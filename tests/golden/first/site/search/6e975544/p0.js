Recto.searchPart("6e975544/p0","","koGYoJd+W3QF7ctqPuL+5qT+jZUXnVBNjA")
