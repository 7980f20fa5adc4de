# Names may hold digits of any script.
input: /ship env:staging ref:\u0625\u0635\u062f\u0627\u0631-\u0661
expect: ok
says: \u0661
