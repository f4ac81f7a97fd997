"""For watch.test and signals.test: almanac on a terminal, and almanac interrupted.

terminal COMMAND...   runs it on a terminal of its own, held for a while so that it
                      takes long, and prints what it wrote there
until FILE COMMAND... sends SIGTERM once somebody has connected to the port that stands
                      in FILE, and prints the exit status and standard error
port FILE             listens, answers nobody, and writes the port into FILE
"""
import os
import pty
import signal
import socket
import subprocess
import sys
import time


def read_all(master):
    """All that comes from the terminal until it is closed (EIO on Linux)."""
    out = b""
    while True:
        try:
            more = os.read(master, 65536)
        except OSError:
            return out
        if not more:
            return out
        out += more


def on_terminal(command):
    """Stopped in its midst for more than the half second after which it says something."""
    child, master = pty.fork()
    if not child:
        os.execvp(command[0], command)
    time.sleep(float(os.environ.get("HOLD_AFTER", "0.03")))
    os.kill(child, signal.SIGSTOP)
    time.sleep(0.7)
    os.kill(child, signal.SIGCONT)
    out = read_all(master)
    _, status = os.waitpid(child, 0)
    sys.stdout.buffer.write(out)
    return os.waitstatus_to_exitcode(status)


def listen(path):
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen()
    with open(path + ".new", "w") as file:
        file.write(str(server.getsockname()[1]))
    os.rename(path + ".new", path)
    connection, _ = server.accept()
    connection.recv(1)
    with open(path + ".asked", "w") as file:
        file.write("asked")
    time.sleep(60)


def interrupt_once_asked(path, command):
    run = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    for _ in range(300):
        if os.path.exists(path + ".asked"):
            break
        time.sleep(0.05)
    run.send_signal(signal.SIGTERM)
    _, err = run.communicate(timeout=30)
    print(run.returncode, flush=True)
    sys.stdout.buffer.write(err)


match sys.argv[1]:
    case "terminal":
        sys.exit(on_terminal(sys.argv[2:]))
    case "port":
        listen(sys.argv[2])
    case "until":
        interrupt_once_asked(sys.argv[2], sys.argv[3:])
