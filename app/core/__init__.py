"""What every feature stands on: scopes, commands, resources, forms, wizards, the session, routes."""
