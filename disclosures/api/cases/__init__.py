"""Cases: filing, deciding, signing, and what each kind of reader sees of them."""
