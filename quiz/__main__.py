import signal

# Until a command sets handlers of its own, Ctrl-C ends the process without a traceback of whatever was being imported.
signal.signal(signal.SIGINT, signal.SIG_DFL)

from quiz.cli.main import main  # noqa: E402 - after the line above, for its reason.

main()
