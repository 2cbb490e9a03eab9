"""Signing in at the desk: password, second step, one-time links, slowing, and the devices one is signed in on."""
