Recto.searchPart("35fe709b/p0","","koGYoJd+W3QF7ctqPuL+5qT+jZUXnVBNjA")
