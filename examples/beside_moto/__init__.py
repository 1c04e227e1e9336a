"""An example project: a moto suite that uses peermock."""
