"""What operators see of the portal while it runs: request ids, lines of log, figures for Prometheus."""
