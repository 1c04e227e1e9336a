"""The supported operations: one function and one table row each.

A function reads the parameters, asks the domain, and returns what the caller may see. It knows
neither the wire format nor the clock.
"""

from peermock._operations.call import NOBODY, Call, Operation, Params, Result
from peermock._operations.table import OPERATIONS, pictures, row_of

__all__ = ["NOBODY", "OPERATIONS", "Call", "Operation", "Params", "Result", "pictures", "row_of"]
