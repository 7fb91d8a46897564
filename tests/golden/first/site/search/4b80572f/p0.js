Recto.searchPart("4b80572f/p0","","koGYoJd+W3QF7ctqPuL+5qT+jZUXnVBNjA")
