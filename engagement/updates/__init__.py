"""Updates by e-mail: asked for, confirmed, told at each release, stopped with one click."""
