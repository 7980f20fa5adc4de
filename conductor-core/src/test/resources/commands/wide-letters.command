# And wide letters.
input: /ship \uff45\uff4e\uff56:\uff50\uff52\uff4f\uff44
expect: ok
says: env:prod
