"""A real nginx on loopback, in a folder of its own, that serves a run as its headers/nginx.conf says."""

import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"

CONF = """
{user}daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 64; }}
http {{
  access_log {folder}/access.log;
  include /etc/nginx/mime.types;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {run}/documents;
    include {run}/headers/nginx.conf;
  }}
}}
"""


def is_there():
    return os.path.exists(NGINX)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(run, folder, port):
    folder.mkdir(parents=True, exist_ok=True)
    user = "user root;\n" if os.geteuid() == 0 else ""
    conf = folder / "nginx.conf"
    conf.write_text(CONF.format(user=user, folder=folder.resolve(), run=run.resolve(), port=port))
    # The folder's own error log; the one compiled in belongs to the system.
    command = [NGINX, "-e", str(folder / "error.log"), "-p", str(folder), "-c", str(conf)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        wait(process, port)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(10)


def wait(process, port):
    for _ in range(100):
        if process.poll() is not None:
            raise RuntimeError(f"nginx ended: {process.stderr.read()}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("nginx does not answer")
