"""Looking after one's connection: the change from an old account, and whom one authorises."""
