"""Where things come from: keys, the ledger, signed records, credentials of what leaves, and how to check them."""
