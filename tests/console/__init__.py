"""The console, requested like by a browser: pages, forms and errors."""
