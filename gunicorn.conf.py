"""How the web process serves; every value can be given on the command line or in GUNICORN_CMD_ARGS."""

bind = "127.0.0.1:8000"
workers = 2
worker_class = "sync"
timeout = 30
graceful_timeout = 4
keepalive = 5
max_requests = 5000  # a worker is renewed now and then, not both at once
max_requests_jitter = 500
limit_request_line = 4094
forwarded_allow_ips = "127.0.0.1,::1"
