# A version in wide digits is no other version than the one that was meant, and no workflow knows it.
input: /ship env:prod version:\uff11.\uff14.\uff12
expect: refused
says: 1.4.2
