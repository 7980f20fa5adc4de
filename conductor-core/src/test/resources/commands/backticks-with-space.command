# They are quotes.
input: /ship env:staging version:`1.4.2 beta`
expect: ok
says: version:"1.4.2 beta"
