# A rocket is no parameter.
input: /ship env:prod \ud83d\ude80
expect: refused
says: not of the form
