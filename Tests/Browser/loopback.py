"""Serves a folder on loopback with no header of its own, and remembers every request."""

import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote


class Loopback:
    def __init__(self, folder):
        self.folder = folder.resolve()
        self.requests = []
        outer = self

        class Handler(SimpleHTTPRequestHandler):
            def __init__(self, *arguments):
                super().__init__(*arguments, directory=str(outer.folder))

            def do_GET(self):
                outer.requests.append(self.path)
                super().do_GET()

            def send_header(self, name, value):
                # Without a date nothing is kept: a page rewritten within its second is another page.
                if name != "Last-Modified":
                    super().send_header(name, value)

            def log_message(self, *arguments):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    def address(self, path):
        relative = path.resolve().relative_to(self.folder)
        return f"http://127.0.0.1:{self.server.server_port}/{quote(relative.as_posix())}"


@contextmanager
def serving(folder):
    loopback = Loopback(folder)
    thread = threading.Thread(target=loopback.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield loopback
    finally:
        loopback.server.shutdown()
        loopback.server.server_close()
        thread.join()
