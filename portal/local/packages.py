"""Makes .venv and installs what the requirement files name, with a bar. Run by path with any Python; standard library only."""

import hashlib
import os
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
WIDTH = 24


def main(names):
    """Install the named requirement files, unless the stamp says that these very files are installed."""
    os.chdir(ROOT)
    for folder in (".", ".venv", ".local"):
        if os.path.exists(folder) and not os.access(folder, os.W_OK | os.X_OK):
            sys.exit(f"{os.path.abspath(folder)} belongs to another user: start as that user, or remove the folder.")
    make_venv()
    stamp = os.path.join(VENV, "installed-" + "-".join(name.replace("requirements", "r").replace(".txt", "") for name in names))
    fingerprint = hashlib.sha256("".join([*map(read, names), PYTHON]).encode()).hexdigest()
    if os.path.exists(stamp) and read(stamp) == fingerprint:
        return
    install(names)
    with open(stamp, "w") as file:
        file.write(fingerprint)


def read(path):
    """The text of a file."""
    with open(path) as file:
        return file.read()


def make_venv():
    """A virtual environment that works, made anew where it is missing or was cut off in the middle."""
    if os.path.exists(PYTHON) and subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0:
        return
    try:
        import ensurepip  # noqa: F401 - Debian ships it apart
        import venv  # noqa: F401
    except ImportError:
        sys.exit("Python's venv is missing. On Debian or Ubuntu: apt-get install python3-venv (or use a Python from python.org).")
    print("  Making .venv", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True)
    if made.returncode:
        sys.exit("The virtual environment could not be made: " + (made.stderr or made.stdout).strip())


def install(names):
    """pip, quiet but for the bar; its last words if it fails."""
    total = sum(1 for name in names for line in read(name).splitlines() if line.strip() and not line.startswith("#"))
    command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    command += [part for name in names for part in ("-r", name)]
    pip = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    seen, words, began, shown = 0, [], time.monotonic(), 0.0
    print("  Installing packages: " + " ".join(names), flush=True)
    for line in pip.stdout:
        words = [*words[-19:], line]
        seen += line.startswith(("Collecting", "Requirement already satisfied"))
        if time.monotonic() - shown > (0.3 if sys.stdout.isatty() else 5):
            shown = time.monotonic()
            draw(min(0.9 * seen / total, 0.9), began, "\r", "")
    if pip.wait():
        sys.exit("Packages could not be installed:\n" + "".join(words))
    draw(1.0, began, "\r", "\n" if sys.stdout.isatty() else "")


def draw(share, began, start, end):
    """One bar: in place on a terminal, a line elsewhere."""
    full = int(WIDTH * share)
    text = f"    [{'#' * full}{'.' * (WIDTH - full)}] {100 * share:3.0f} % {time.monotonic() - began:3.0f} s"
    print(start + text + end if sys.stdout.isatty() else text, end="" if sys.stdout.isatty() else "\n", flush=True)


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - any Python may run this file, to be told so
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}. Choose another: make run PYTHON=python3.11")
    main(sys.argv[1:])
