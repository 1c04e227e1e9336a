"""How requests come in and responses go out: in this process, or over a socket."""
