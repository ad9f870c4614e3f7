"""Charts drawn on the server as SVG, from the same page objects as the tables beside them."""
