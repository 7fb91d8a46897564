Recto.previews("apis",1,{"index":["APIs","3 cards","How programs talk."],"idempotency":["When is it safe to try again?","APIs · Second · Fact","When once and twice are the same. For the server."]});
