"""What peermock answers: one function and one row of a table for each operation.

A function unpacks the parameters, asks the domain, and shows what the caller may see. It knows
neither the wire nor the clock.
"""

from peermock.operations.call import Call, Operation, Params, Result
from peermock.operations.table import OPERATIONS

__all__ = ["OPERATIONS", "Call", "Operation", "Params", "Result"]
