"""The pictures of docs/gallery.md."""
