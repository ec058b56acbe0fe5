"""The portal on one machine from nothing: its embedded servers, and the watcher over its processes."""
