// The desk's one script: what a keyboard and a selection ask for in, forms sent and places focused out. It asks nothing of any network but the desk.
"use strict";
