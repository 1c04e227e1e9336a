"""AWS errors about flow logs; see docs/explanation/fidelity.md."""

from peermock._domain.errors.aws_error import AwsError


class FlowLogNotFound(AwsError):
    """The caller's account has no flow log with this ID in this Region."""

    code = "InvalidFlowLogId.NotFound"

    def __init__(self, *flow_log_ids: str) -> None:
        super().__init__(
            "These flow log ids in the input list are not found: "
            f"[TotalCount: {len(flow_log_ids)}] {' '.join(flow_log_ids)}"
        )
        self.flow_log_ids = flow_log_ids


class FlowLogIdMalformed(AwsError):
    """The text is not a well-formed flow log ID."""

    code = "InvalidFlowLogId.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "fl-...")')
        self.text = text


class FlowLogAlreadyExists(AwsError):
    """The resource has a flow log for the same traffic and destination."""

    code = "FlowLogAlreadyExists"

    def __init__(self) -> None:
        super().__init__(
            "Error. There is an existing Flow Log with the same configuration and log destination."
        )
