"""Maps: places in, what is drawn of them out, from base data of our own. One room for the site and for the desk."""
