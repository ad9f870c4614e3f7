"""What a page shows, as dataclasses, and the forms it is shown in."""
