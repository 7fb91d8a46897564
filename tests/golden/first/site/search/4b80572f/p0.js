Recto.searchPart("","koGYoJd+W3QF7ctqPuL+5qT+jZUXnVBNjA")
