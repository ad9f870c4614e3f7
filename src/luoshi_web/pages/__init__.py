"""What a page shows, as dataclasses made of the database: HTML, charts and API share them."""
