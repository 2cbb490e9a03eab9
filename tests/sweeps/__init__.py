"""Sweeps over every address of the portal: new ones are found by themselves."""
