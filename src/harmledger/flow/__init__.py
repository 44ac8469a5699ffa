"""What harmledger does, from end to end. The story of one report is `build`; the rest looks at a record that
is there."""
