"""peermock together with moto: AWS's peering rules on moto's network."""
