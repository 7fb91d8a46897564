Recto.previews("",1,{"about":["About","","Why Because of idempotency."]});
