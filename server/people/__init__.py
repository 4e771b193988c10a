"""Who there is: accounts, files, and the place of a person in them."""
