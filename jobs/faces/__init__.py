"""A public vacancy for those who do not read the page: search engines, feed readers, printers, people who share a link."""
