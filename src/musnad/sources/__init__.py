"""Where reports come from: one port, `Source`, and an adapter for every form that news is published or kept in."""
