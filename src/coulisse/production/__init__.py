"""The store of a production: its folder, its database, its shots."""
