# What stands after the space is what was meant.
input: /ship version: 1.4.2
expect: refused
says: did you mean "version:1.4.2"
