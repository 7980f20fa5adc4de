# In front of a word.
input: /ship \u200benv:prod version:\u200b1.4.2
expect: ok
says: env:prod
says: version:1.4.2
hides: \u200b
