"""The parts that pages are made of: field templates after the GOV.UK kit, checked against its own examples."""
