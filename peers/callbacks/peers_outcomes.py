"""A callback plugin of Ansible that notes which assertions of a role hold, and what fails."""

import json
import os
from pathlib import Path

from ansible.executor.task_result import TaskResult
from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: peers_outcomes
type: notification
short_description: Notes which assertions hold
description: [Notes which assertions hold.]
"""


class CallbackModule(CallbackBase):
    """Writes a line for each assertion that holds, and for each task that fails."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "notification"
    CALLBACK_NAME = "peers_outcomes"

    def v2_runner_on_ok(self, result: TaskResult) -> None:
        """Note an assertion that holds."""
        if result._task.action.endswith("assert"):  # noqa: SLF001  # as Ansible's own plugins do
            self._note(result, failed=False)

    def v2_runner_on_failed(self, result: TaskResult, ignore_errors: bool = False) -> None:  # noqa: FBT001, FBT002  # Ansible's signature
        """Note a task that was not expected to fail."""
        if not ignore_errors:
            self._note(result, failed=True)

    def _note(self, result: TaskResult, *, failed: bool) -> None:
        task = result._task  # noqa: SLF001  # as Ansible's own plugins do
        answer = result._result  # noqa: SLF001
        text = f"{answer.get('assertion', '')} {answer.get('msg', '')}".strip()
        line = {"at": task.get_path(), "task": task.get_name(), "failed": failed, "text": text}
        with Path(os.environ["PEERS_OUTCOMES"]).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
