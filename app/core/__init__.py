"""What every feature stands on: commands, resources, forms, wizards, the session, routes."""
