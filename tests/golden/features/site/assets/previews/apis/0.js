Recto.previews("apis",1,{"idempotency":["When is it safe to try again?","APIs · Second · Fact","When once and twice are the same. For the server."],"index":["APIs","3 cards","How programs talk."]});
